// What a generated picture wears wherever it hangs: ultramarine, and in words that it is no artwork.
import { words } from "@/lib/messages";
import styles from "./GeneratedBadge.module.css";

interface Props {
  /** Over a corner of the picture (its box must be `position: relative`), or in the line of words under it. */
  place?: "corner" | "line";
  /** One word alone, where the picture is small. */
  short?: boolean;
}

export function GeneratedBadge({ place = "corner", short = false }: Props) {
  return (
    <span className={styles.badge} data-place={place}>
      {short ? words().generated : words().generatedBadge}
    </span>
  );
}
