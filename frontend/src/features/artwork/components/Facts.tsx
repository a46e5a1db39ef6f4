// What a work has in common with others, each fact the way to them.
import { Link } from "react-router";
import type { Artwork } from "@/lib/api/types";
import { useMessages } from "@/lib/i18n/catalogue";
import { words } from "@/lib/messages";
import { conditionQuery } from "@/lib/url/condition";
import { ANY, type Fact } from "@/lib/url/groups";
import { useWorks } from "@/lib/url/use-works";
import { address, withWorks } from "@/lib/url/works";
import { artworkMessages } from "../messages";
import styles from "./Facts.module.css";

export function Facts({ artwork }: { artwork: Artwork }) {
  const t = useMessages(artworkMessages);
  const names = words().facets;
  const rows: readonly (readonly [string, Fact | null, readonly (string | null)[]])[] = [
    [names.artist, "artist", [artwork.artist]],
    [names.culture, "culture", [artwork.culture]],
    [t.period, null, [artwork.period]],
    [names.medium, "medium", [artwork.medium]],
    [names.classification, "classification", [artwork.classification]],
    [names.department, "department", [artwork.department]],
    [names.museum, "museum", [artwork.museum]],
    [t.materials, "materials", artwork.materials],
    [t.tags, "tags", artwork.tags],
    [t.hues, "hues", artwork.hues],
    [t.looks, "looks", artwork.looks],
  ];
  return (
    <section aria-label={t.facts} className={styles.all}>
      <dl className={styles.facts}>
        {rows.map(([name, fact, said]) => {
          const values = said.filter((value) => value !== null);
          return (
            values.length > 0 && (
              <div key={name} className={styles.fact}>
                <dt>{name}</dt>
                {values.map((value) => (
                  <dd key={value}>
                    {fact === null ? <bdi>{value}</bdi> : <Others fact={fact} value={value} />}
                  </dd>
                ))}
              </div>
            )
          );
        })}
      </dl>
      {artwork.made_by.length > 0 && (
        <p className={styles.soft}>
          {t.byProgram} <bdi>{artwork.made_by.join("; ")}</bdi>
        </p>
      )}
    </section>
  );
}

function Others({ fact, value }: { fact: Fact; value: string }) {
  const { works } = useWorks();
  const query = conditionQuery({ ...ANY, facets: { [fact]: [value] } });
  return (
    <Link to={address("/search", withWorks(query, works))}>
      <bdi>{value}</bdi>
    </Link>
  );
}
