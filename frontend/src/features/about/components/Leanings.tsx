// What the catalogue holds much of and what little, counted: culture, kind and museum.
import { format } from "@/lib/i18n/format";
import { percent } from "@/lib/label";
import type { ArtworkPage } from "@/lib/api/types";
import { words } from "@/lib/messages";
import styles from "./Leanings.module.css";

const SHOWN = 8;
const COUNTED = ["culture", "classification", "museum"] as const;

export function Leanings({ facets, total }: { facets: ArtworkPage["facets"]; total: number }) {
  return (
    <div className={styles.leanings}>
      {COUNTED.map((facet) => (
        <section key={facet}>
          <h3 className={styles.heading}>{words().facets[facet]}</h3>
          <ol className={styles.values}>
            {facets[facet].slice(0, SHOWN).map(({ value, count }) => (
              <li key={value}>
                <span className={styles.name}>
                  <bdi>{value}</bdi>
                  <span className={styles.count}>
                    {format().number(count)} · {percent(count / total)}
                  </span>
                </span>
                <meter className={styles.bar} min={0} max={total} value={count} aria-hidden="true" />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
