// The groups side by side, each under its name: its nearest work, or its three nearest in a row.
import { ArtworkCard } from "@/components/ArtworkCard";
import { Why } from "@/components/Why";
import type { Analogies, Artwork } from "@/lib/api/types";
import { useMessages } from "@/lib/i18n/catalogue";
import type { Each, Kind } from "../api/get-analogies";
import { readCentury } from "../century";
import { analogiesMessages } from "../messages";
import styles from "./Groups.module.css";

interface Props {
  /** The one that the others are like. */
  work: Artwork | undefined;
  groups: Analogies["groups"];
  by: Kind;
  each: Each;
}

export function Groups({ work, groups, by, each }: Props) {
  const t = useMessages(analogiesMessages);
  return (
    <ul className={styles.groups} data-each={each} aria-label={t.nearest[by]}>
      {groups.map(({ value, matches }) => {
        const century = by === "century" ? readCentury(value) : null;
        return (
          <li key={value} className={styles.group}>
            <h2 className={styles.value}>
              <bdi>{century === null ? value : t.century(century.count, century.before)}</bdi>
            </h2>
            <div className={styles.matches}>
              {matches.map((match) => (
                <ArtworkCard key={match.artwork.id} artwork={match.artwork} press="open">
                  <Why match={match} to={work} />
                </ArtworkCard>
              ))}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
