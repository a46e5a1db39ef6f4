// The kinds of works, each with a picture of one of them; a press shows that kind alone.
import { ArtworkImage } from "@/components/ArtworkImage";
import { useMessages } from "@/lib/i18n/catalogue";
import { format } from "@/lib/i18n/format";
import type { Choice } from "../hooks/use-choice";
import { useKinds } from "../hooks/use-kinds";
import { isShown } from "../kinds";
import { enterMessages } from "../messages";
import styles from "./KindTiles.module.css";

const PLACES = 8;

export function KindTiles({ choice }: { choice: Choice }) {
  const t = useMessages(enterMessages);
  const { kinds, failed } = useKinds();
  const { words, condition } = choice.wanted;
  // the wall below says what went wrong
  if (failed) return null;
  if (kinds === null) {
    return (
      <ul className={styles.kinds} aria-hidden="true">
        {Array.from({ length: PLACES }, (_, place) => (
          <li key={place} className={styles.place} />
        ))}
      </ul>
    );
  }
  return (
    <ul className={styles.kinds} aria-label={t.choose.kinds}>
      {kinds.map(({ kind, total, work }) => (
        <li key={kind.value}>
          <button
            type="button"
            className={styles.kind}
            aria-pressed={isShown(kind, words, condition)}
            onClick={() => {
              choice.toggleKind(kind);
            }}
          >
            <ArtworkImage key={work.id} artwork={work} size={128} mark="dot" alt="" />
            <span className={styles.name}>
              {kind.name === null ? kind.value : t.kinds[kind.name]}{" "}
              <span className={styles.count}>{format().number(total)}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
