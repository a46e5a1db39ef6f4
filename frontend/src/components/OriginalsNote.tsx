// Said once above a wall of works whose originals can't be reached.
import { words } from "@/lib/messages";
import styles from "./OriginalsNote.module.css";
import { useSomeOutOfReach } from "./use-artwork-source";

export function OriginalsNote() {
  if (!useSomeOutOfReach()) return null;
  return <p className={styles.note}>{words().originalsOutOfReach}</p>;
}
