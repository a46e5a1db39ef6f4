// The works of a chain in their order, and between two of them how alike they are.
import { ArtworkCard } from "@/components/ArtworkCard";
import type { Connection } from "@/lib/api/types";
import { useMessages } from "@/lib/i18n/catalogue";
import { percent } from "@/lib/label";
import { sharedFacts } from "@/lib/likeness";
import { connectionMessages } from "../messages";
import styles from "./Chain.module.css";

export function Chain({ chain: { steps, weakest } }: { chain: Connection }) {
  const t = useMessages(connectionMessages);
  return (
    <ol className={styles.chain} aria-label={t.chain}>
      {steps.map(({ artwork, similarity, shared }, number) => {
        const common = number === 0 ? null : sharedFacts(shared);
        return (
          <li key={artwork.id} className={styles.step}>
            <p className={styles.link} data-weakest={number === weakest}>
              {number === 0 ? (
                t.begin
              ) : (
                <>
                  {t.alike(percent(Math.max(0, similarity)))}
                  {number === weakest && `, ${t.weakest}`}
                </>
              )}
            </p>
            <ArtworkCard artwork={artwork} press="open">
              {common !== null && <p className={styles.common}>{common}</p>}
            </ArtworkCard>
          </li>
        );
      })}
    </ol>
  );
}
