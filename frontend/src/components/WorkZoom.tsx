// A work to look into: the museum's own picture as sharp as it is to be had, else the generator's rendering, marked so.
import { GeneratedBadge } from "@/components/GeneratedBadge";
import type { Artwork } from "@/lib/api/types";
import { imageServiceOf, wholePicture } from "@/lib/iiif";
import { describe } from "@/lib/label";
import { words } from "@/lib/messages";
import { smallerPicture } from "@/lib/smaller-picture";
import type { Zoom } from "@/lib/zoom";
import { useArtworkSource } from "./use-artwork-source";
import styles from "./WorkZoom.module.css";
import { ZoomView } from "./ZoomView";

const LONGEST = 1000;

interface Props {
  artwork: Artwork;
  zoom: Zoom;
  onZoom: (change: (now: Zoom) => Zoom) => void;
}

/** Give it a `key` of the work's id where the work can change. */
export function WorkZoom({ artwork, zoom, onZoom }: Props) {
  const { image_url: url } = artwork;
  const service = url === null ? null : imageServiceOf(url);
  const first = service !== null ? wholePicture(service, LONGEST) : url === null ? null : smallerPicture(url);
  const source = useArtworkSource(artwork, 256, first, true);
  const original = source.kind === "original";
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
