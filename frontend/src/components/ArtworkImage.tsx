// A work's picture in a square box: the museum's original where its host answers, else the generator's, marked so.
import { smallerPicture } from "@/lib/smaller-picture";
import { describe } from "@/lib/label";
import { words } from "@/lib/messages";
import type { Artwork, Size } from "@/lib/api/types";
import styles from "./ArtworkImage.module.css";
import { useArtworkSource } from "./use-artwork-source";
import { useNear } from "./use-near";

interface Props {
  artwork: Artwork;
  size: Size;
  /** How a rendering is marked: in words, in one word, or where the box is too small for that by a dot. */
  mark?: "words" | "word" | "dot";
  /** Empty where the words beside the picture say it all. */
  alt?: string;
}

/** Give it a `key` of the work's id where the work can change. */
export function ArtworkImage({ artwork, size, mark = "words", alt }: Props) {
  const [box, near] = useNear<HTMLSpanElement>();
  const original = artwork.image_url === null ? null : smallerPicture(artwork.image_url);
  const source = useArtworkSource(artwork, size, original, near);
  const rendering = source.kind === "rendering";
  const said = alt ?? (rendering ? words().renderingOf(describe(artwork)) : describe(artwork));
  return (
    <span
      ref={box}
      className={styles.box}
      data-kind={source.kind}
      data-shown={source.shown || source.missing}
    >
      {near && !source.missing && (
        <img
          key={source.src}
          className={styles.picture}
          src={source.src}
          alt={said}
          width={size}
          height={size}
          decoding="async"
          fetchPriority={mark === "dot" ? "low" : "auto"} // small ones stand beside what the page is about
          referrerPolicy="no-referrer"
          onLoad={source.onLoad}
          onError={source.onError}
        />
      )}
      {source.missing && <span className={styles.missing}>{words().noPicture}</span>}
      {rendering && source.shown && (
        <span className={mark === "dot" ? styles.dot : styles.words}>
          {mark === "words" && words().generatedRendering}
          {mark === "word" && words().generated}
        </span>
      )}
    </span>
  );
}
