// Two kept things side by side, looked into together or each for itself; the address says where one looks.
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { GeneratedBadge } from "@/components/GeneratedBadge";
import { ProblemNote } from "@/components/ProblemNote";
import { useZoomInAddress } from "@/components/use-zoom-in-address";
import { WorkZoom } from "@/components/WorkZoom";
import { ZoomView } from "@/components/ZoomView";
import { artworkQuery } from "@/lib/api/get-artwork";
import { imageUrl } from "@/lib/api/pictures";
import { asProblem } from "@/lib/api/problem";
import { useMessages } from "@/lib/i18n/catalogue";
import { makerOf } from "@/lib/label";
import type { ShelfItem } from "@/lib/shelf";
import type { Zoom } from "@/lib/zoom";
import { address } from "@/lib/url/works";
import { shelfMessages } from "../messages";
import { withPair, type Pair } from "../pair";
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
  const t = useMessages(shelfMessages);
  const [own, setOwn] = useState<Zoom | null>(null);
  if (zoom !== null && own !== null) setOwn(null);
  const work = useQuery({ ...artworkQuery(item.id), enabled: item.kind === "artwork" });
  const artwork = work.data;
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
            picture={{ src: imageUrl(item.id), alt: item.title, service: null, sharper: null }}
          />
        ) : artwork !== undefined ? (
          <WorkZoom key={artwork.id} {...view} artwork={artwork} />
        ) : work.isError && asProblem(work.error).status === 404 ? (
          <p className={styles.gone}>{t.gone}</p>
        ) : (
          work.isError && <ProblemNote failure={work.error} onRetry={() => void work.refetch()} />
        )}
      </div>
      <figcaption id={id} className={styles.label}>
        {artwork !== undefined && <bdi className={styles.maker}>{makerOf(artwork)}</bdi>}
        <Link to={item.link}>
          <bdi>
            <cite>{item.title}</cite>
          </bdi>
        </Link>
        {artwork?.date != null && <bdi>{artwork.date}</bdi>}
        {item.kind === "picture" && <GeneratedBadge place="line" />}
      </figcaption>
    </figure>
  );
}
