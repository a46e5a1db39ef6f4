// Why a work is among the matches: how alike, how rare that is, and what the two have in common.
import type { Match } from "@/lib/api/types";
import { percent } from "@/lib/label";
import { likeness, sharedFacts } from "@/lib/likeness";
import { words } from "@/lib/messages";
import styles from "./Why.module.css";

export function Why({ match: { similarity, percentile, shared } }: { match: Match }) {
  const common = sharedFacts(shared);
  return (
    <div className={styles.why}>
      <p>{words().alike(percent(Math.max(0, similarity)))}</p>
      <p>{likeness(percentile)}</p>
      {common !== null && <p>{common}</p>}
    </div>
  );
}
