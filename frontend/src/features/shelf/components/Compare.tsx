// Two kept things side by side, looked into together or each for itself; the address says where one looks.
import { useId, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { GeneratedBadge } from "@/components/GeneratedBadge";
import { useZoomInAddress } from "@/components/use-zoom-in-address";
import { WorkZoom } from "@/components/WorkZoom";
import { ZoomView } from "@/components/ZoomView";
import { useArtwork } from "@/lib/api/get-artwork";
import { useMessages } from "@/lib/i18n/catalogue";
import { makerOf } from "@/lib/label";
import type { ShelfItem } from "@/lib/shelf";
import type { Zoom } from "@/lib/zoom";
import { address } from "@/lib/url/works";
import { shelfMessages } from "../messages";
import { withPair, type Pair } from "../pair";
import { pictureOf } from "../picture";
import styles from "./Compare.module.css";

export function Compare({ pair }: { pair: Pair }) {
  const t = useMessages(shelfMessages);
  const [params] = useSearchParams();
  const [shared, setShared] = useZoomInAddress();
  const [together, setTogether] = useState(true);
  return (
    <div className={styles.compare}>
      <title>{`${t.comparing} – Gen Studio`}</title>
      <header className={styles.head}>
        <h1>{t.comparing}</h1>
        <p>
          <Link to={address("/shelf", withPair(params, null))}>{t.back}</Link>
        </p>
        <label className={styles.together}>
          <input
            type="checkbox"
            checked={together}
            onChange={() => {
              setTogether(!together);
            }}
          />
          <span>{t.together}</span>
        </label>
      </header>
      <div className={styles.panes}>
        {pair.map((item, place) => (
          <Pane
            key={item.id}
            item={item}
            zoom={together || place === 0 ? shared : null}
            from={shared}
            onZoom={setShared}
          />
        ))}
      </div>
    </div>
  );
}

interface Props {
  item: ShelfItem;
  /** null where this one goes its own way, which begins at `from`. */
  zoom: Zoom | null;
  from: Zoom;
  onZoom: (change: (now: Zoom) => Zoom) => void;
}

function Pane({ item, zoom, from, onZoom }: Props) {
  const [own, setOwn] = useState<Zoom | null>(null);
  if (zoom !== null && own !== null) setOwn(null);
  const { data: artwork } = useArtwork(item.kind === "artwork" ? item.id : "");
  const id = useId();
  const view = {
    label: item.title,
    zoom: zoom ?? own ?? from,
    onZoom:
      zoom !== null
        ? onZoom
        : (change: (now: Zoom) => Zoom) => {
            setOwn((now) => change(now ?? from));
          },
  };
  return (
    <figure className={styles.pane} aria-labelledby={id}>
      <div className={styles.frame}>
        {item.kind === "picture" ? (
          <ZoomView
            {...view}
            picture={{ src: pictureOf(item.id), alt: item.title, service: null, sharper: null }}
          />
        ) : artwork === undefined ? null : (
          <WorkZoom key={artwork.id} {...view} artwork={artwork} />
        )}
      </div>
      <figcaption id={id} className={styles.label}>
        {artwork !== undefined && <span className={styles.maker}>{makerOf(artwork)}</span>}
        <Link to={item.link}>
          <cite>{item.title}</cite>
        </Link>
        {artwork?.date != null && <span>{artwork.date}</span>}
        {item.kind === "picture" && <GeneratedBadge place="line" />}
      </figcaption>
    </figure>
  );
}
