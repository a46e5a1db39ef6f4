// Said once above a wall of works whose originals can't be reached.
import styles from "./OriginalsNote.module.css";
import { useSomeOutOfReach } from "./use-artwork-source";

export function OriginalsNote() {
  if (!useSomeOutOfReach()) return null;
  return (
    <p className={styles.note}>
      Some museums’ pictures can’t be reached from here; the generator’s renderings stand in for them.
    </p>
  );
}
