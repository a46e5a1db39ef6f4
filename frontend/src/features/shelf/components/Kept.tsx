// One kept thing: its picture, what it is, the visitor's note, and the ways to compare it or give it up.
import { Link } from "react-router";
import { ArtworkImage } from "@/components/ArtworkImage";
import { GeneratedBadge } from "@/components/GeneratedBadge";
import controls from "@/components/controls.module.css";
import { useArtwork } from "@/lib/api/get-artwork";
import { imageUrl } from "@/lib/api/pictures";
import { asProblem } from "@/lib/api/problem";
import { useMessages } from "@/lib/i18n/catalogue";
import { format } from "@/lib/i18n/format";
import { makerOf, titleOf } from "@/lib/label";
import { MAX_NOTE_LENGTH, type ShelfItem } from "@/lib/shelf";
import { shelf } from "@/lib/use-shelf";
import { shelfMessages } from "../messages";
import styles from "./Kept.module.css";

interface Props {
  item: ShelfItem;
  marked: boolean;
  /** null where there is nothing to compare it with. */
  onMark: (() => void) | null;
  onRemove: () => void;
}

export function Kept({ item, marked, onMark, onRemove }: Props) {
  const t = useMessages(shelfMessages);
  return (
    <article className={styles.kept} data-marked={marked}>
      {item.kind === "artwork" ? <Work item={item} /> : <Found item={item} />}
      <Note item={item} />
      <div className={styles.ways}>
        {onMark !== null && (
          <label className={styles.mark}>
            <input type="checkbox" checked={marked} aria-label={t.compareOf(item.title)} onChange={onMark} />
            <span>{t.compare}</span>
          </label>
        )}
        <button
          type="button"
          className={controls.plain}
          aria-label={t.removeOf(item.title)}
          onClick={onRemove}
        >
          {t.remove}
        </button>
      </div>
    </article>
  );
}

function Work({ item }: { item: ShelfItem }) {
  const t = useMessages(shelfMessages);
  const { data: artwork, error } = useArtwork(item.id);
  const gone = error !== null && asProblem(error).status === 404;
  return (
    <>
      {artwork === undefined ? (
        <span className={styles.place} />
      ) : (
        <ArtworkImage artwork={artwork} size={256} alt="" />
      )}
      <div className={styles.label}>
        {artwork !== undefined && (
          <p className={styles.maker}>
            <bdi>{makerOf(artwork)}</bdi>
          </p>
        )}
        <h2 className={styles.title}>
          <Link to={item.link}>
            <bdi>
              <cite>{artwork === undefined ? item.title : titleOf(artwork)}</cite>
            </bdi>
          </Link>
        </h2>
        {gone && <p className={styles.soft}>{t.gone}</p>}
        <p className={styles.soft}>{t.kept(format().date(item.added))}</p>
      </div>
    </>
  );
}

function Found({ item }: { item: ShelfItem }) {
  const t = useMessages(shelfMessages);
  return (
    <>
      <span className={styles.made}>
        <img src={imageUrl(item.id)} alt="" loading="lazy" decoding="async" />
        <GeneratedBadge short />
      </span>
      <div className={styles.label}>
        <p className={styles.maker}>{t.picture}</p>
        <h2 className={styles.title}>
          <Link to={item.link}>
            <bdi>{item.title}</bdi>
          </Link>
        </h2>
        <p className={styles.soft}>{t.kept(format().date(item.added))}</p>
      </div>
    </>
  );
}

function Note({ item }: { item: ShelfItem }) {
  const t = useMessages(shelfMessages);
  return (
    <label className={styles.note}>
      <span>{t.note}</span>
      <textarea
        rows={2}
        value={item.note}
        aria-label={t.noteOn(item.title)}
        placeholder={t.notePlaceholder}
        maxLength={MAX_NOTE_LENGTH}
        onChange={(event) => {
          shelf.setNote(item.id, event.target.value);
        }}
      />
    </label>
  );
}
