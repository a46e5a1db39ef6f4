// A work's pictures: the museum's original beside the generator's rendering where it can be reached, else the latter.
import { GeneratedBadge } from "@/components/GeneratedBadge";
import { useArtworkSource } from "@/components/use-artwork-source";
import { useNear } from "@/components/use-near";
import { renderingUrl } from "@/lib/api/pictures";
import type { Artwork } from "@/lib/api/types";
import { useMessages } from "@/lib/i18n/catalogue";
import { creditOf, describe, licenceOf } from "@/lib/label";
import { largePicture } from "@/lib/large-picture";
import { words } from "@/lib/messages";
import { artworkMessages } from "../messages";
import { Closer } from "./Closer";
import { Fidelity } from "./Fidelity";
import styles from "./Pictures.module.css";

const SIZE = 256;

/** Two places that stay where they are, whichever picture comes: one for the larger, one beside it. */
export function Pictures({ artwork }: { artwork: Artwork }) {
  const t = useMessages(artworkMessages);
  const { image_url: url } = artwork;
  const source = useArtworkSource(artwork, SIZE, url === null ? null : largePicture(url), true);
  const [told, near] = useNear<HTMLElement>();
  const original = source.kind === "original";
  const rendering = (
    <div className={styles.made}>
      <img
        src={renderingUrl(artwork.id, SIZE)}
        alt={words().renderingOf(describe(artwork))}
        width={SIZE}
        height={SIZE}
      />
      <GeneratedBadge short={original} />
    </div>
  );
  return (
    <div className={styles.pictures}>
      <figure>
        {original ? (
          <div className={styles.frame} data-waiting={!source.shown}>
            <img
              src={source.src}
              alt={describe(artwork)}
              decoding="async"
              referrerPolicy="no-referrer"
              onLoad={source.onLoad}
              onError={source.onError}
            />
            {!source.shown && <span>{t.waitingForPicture}</span>}
          </div>
        ) : (
          rendering
        )}
        <figcaption>
          {original ? (
            [creditOf(artwork), licenceOf(artwork)].filter((said) => said !== null).join(". ")
          ) : (
            <strong>{t.rendering}</strong>
          )}
          {original && <Closer artwork={artwork} />}
        </figcaption>
      </figure>
      <figure ref={told} className={styles.beside}>
        {original && rendering}
        <figcaption>
          {original ? (
            <strong>{t.rendering}</strong>
          ) : (
            <p>{url === null ? t.noPictureKnown : t.outOfReach(artwork.museum ?? t.theMuseum)}</p>
          )}
          {near && <Fidelity artwork={artwork} />}
        </figcaption>
      </figure>
    </div>
  );
}
