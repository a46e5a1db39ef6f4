// A work's pictures: the museum's original beside the generator's rendering where it can be reached, else the latter.
import { useArtworkSource } from "@/components/use-artwork-source";
import { renderingUrl } from "@/lib/api/pictures";
import type { Artwork } from "@/lib/api/types";
import { creditOf, describe, licenceOf } from "@/lib/label";
import styles from "./Pictures.module.css";

const SIZE = 256;

export function Pictures({ artwork }: { artwork: Artwork }) {
  const source = useArtworkSource(artwork, SIZE, artwork.image_url, true);
  const original = source.kind === "original";
  return (
    <div className={styles.pictures} data-both={original}>
      {original && (
        <figure className={styles.original}>
          <div className={styles.frame} data-waiting={!source.shown}>
            <img
              src={source.src}
              alt={describe(artwork)}
              decoding="async"
              referrerPolicy="no-referrer"
              onLoad={source.onLoad}
              onError={source.onError}
            />
          </div>
          <figcaption>
            {source.shown ? creditOf(artwork) : "Waiting for the museum’s picture…"}
            {source.shown && artwork.licence !== null && <>. {licenceOf(artwork)}</>}
          </figcaption>
        </figure>
      )}
      <figure className={styles.rendering}>
        <div className={styles.made}>
          <img
            src={renderingUrl(artwork.id, SIZE)}
            alt={`The generator’s rendering of ${describe(artwork)}`}
            width={SIZE}
            height={SIZE}
          />
        </div>
        <figcaption>
          <strong>The generator’s rendering, not the work itself.</strong>{" "}
          {!original && <span className={styles.why}>{absence(artwork)}</span>}
        </figcaption>
      </figure>
    </div>
  );
}

function absence(artwork: Artwork): string {
  if (artwork.image_url === null) return "No picture of the original is known to this collection.";
  return `The picture at ${artwork.museum ?? "the museum"} can’t be reached from here.`;
}
