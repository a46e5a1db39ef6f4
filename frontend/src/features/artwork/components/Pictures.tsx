// A work's pictures: the museum's original beside the generator's rendering where it can be reached, else the latter.
import { GeneratedBadge } from "@/components/GeneratedBadge";
import { useArtworkSource } from "@/components/use-artwork-source";
import { useNear } from "@/components/use-near";
import { renderingUrl } from "@/lib/api/pictures";
import type { Artwork } from "@/lib/api/types";
import { useMessages } from "@/lib/i18n/catalogue";
import { imageServiceOf, wholePicture } from "@/lib/iiif";
import { creditOf, describe, licenceOf } from "@/lib/label";
import { words } from "@/lib/messages";
import { smallerPicture } from "@/lib/smaller-picture";
import { artworkMessages } from "../messages";
import { Closer } from "./Closer";
import { Fidelity } from "./Fidelity";
import styles from "./Pictures.module.css";

const SIZE = 256;
const LONGEST = 1000;

export function Pictures({ artwork }: { artwork: Artwork }) {
  const t = useMessages(artworkMessages);
  const { image_url: url } = artwork;
  const service = url === null ? null : imageServiceOf(url);
  const first = service !== null ? wholePicture(service, LONGEST) : url === null ? null : smallerPicture(url);
  const source = useArtworkSource(artwork, SIZE, first, true);
  const [rendering, near] = useNear<HTMLElement>();
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
            {source.shown ? (
              <>
                {[creditOf(artwork), licenceOf(artwork)].filter((said) => said !== null).join(". ")}
                <Closer artwork={artwork} />
              </>
            ) : (
              t.waitingForPicture
            )}
          </figcaption>
        </figure>
      )}
      <figure ref={rendering} className={styles.rendering}>
        <div className={styles.made}>
          <img
            src={renderingUrl(artwork.id, SIZE)}
            alt={words().renderingOf(describe(artwork))}
            width={SIZE}
            height={SIZE}
          />
          <GeneratedBadge short={original} />
        </div>
        <figcaption>
          <strong>{t.rendering}</strong>{" "}
          {!original && (
            <span>{url === null ? t.noPictureKnown : t.outOfReach(artwork.museum ?? t.theMuseum)}</span>
          )}
          {near && <Fidelity artwork={artwork} />}
        </figcaption>
      </figure>
    </div>
  );
}
