// A work to look into: the museum's own picture as sharp as it is to be had, else the generator's rendering, marked so.
import { GeneratedBadge } from "@/components/GeneratedBadge";
import type { Artwork } from "@/lib/api/types";
import { imageServiceOf } from "@/lib/iiif";
import { describe } from "@/lib/label";
import { largePicture } from "@/lib/large-picture";
import { words } from "@/lib/messages";
import type { Zoom } from "@/lib/zoom";
import { useArtworkSource } from "./use-artwork-source";
import styles from "./WorkZoom.module.css";
import { ZoomView } from "./ZoomView";

interface Props {
  artwork: Artwork;
  zoom: Zoom;
  onZoom: (change: (now: Zoom) => Zoom) => void;
}

/** Give it a `key` of the work's id where the work can change. */
export function WorkZoom({ artwork, zoom, onZoom }: Props) {
  const { image_url: url } = artwork;
  const service = url === null ? null : imageServiceOf(url);
  const source = useArtworkSource(artwork, 256, url === null ? null : largePicture(url), true);
  const original = source.kind === "original";
  if (source.missing) {
    return (
      <div className={styles.work}>
        <p className={styles.missing}>{words().noPicture}</p>
      </div>
    );
  }
  return (
    <div className={styles.work} data-kind={source.kind}>
      <ZoomView
        key={source.src}
        picture={{
          src: source.src,
          alt: original ? describe(artwork) : words().renderingOf(describe(artwork)),
          service: original ? service : null,
          sharper: original ? url : null,
        }}
        zoom={zoom}
        onZoom={onZoom}
        label={describe(artwork)}
        onLoad={source.onLoad}
        onError={source.onError}
      />
      {!original && <GeneratedBadge />}
    </div>
  );
}
