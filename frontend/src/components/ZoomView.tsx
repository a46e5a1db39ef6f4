// A picture to look into: nearer by wheel, fingers, keys and buttons; parts in full sharpness where an image service has them.
import { useRef, useState, type KeyboardEvent } from "react";
import { partOfPicture } from "@/lib/iiif";
import { words } from "@/lib/messages";
import {
  fitted,
  moved,
  NEAREST,
  partsInView,
  placed,
  STEP,
  WHOLE,
  zoomed,
  type Extent,
  type Zoom,
} from "@/lib/zoom";
import { useExtent } from "./use-extent";
import { useZoomGestures } from "./use-zoom-gestures";
import styles from "./ZoomView.module.css";

export interface Zoomable {
  readonly src: string;
  readonly alt: string;
  /** Where parts of it can be had in any size (IIIF). */
  readonly service: string | null;
  /** The same picture with more pixels, fetched when one looks nearer and there is no service. */
  readonly sharper: string | null;
}

/** A part has at most so many pixels a side. */
const SIDE = 768;
const DEEPEST = 6;
const SHARPER_FROM = 1.4;
const STRIDE = 80;

interface Props {
  picture: Zoomable;
  zoom: Zoom;
  onZoom: (change: (now: Zoom) => Zoom) => void;
  /** What the view is of, for who can't see it. */
  label: string;
  onLoad?: () => void;
  onError?: () => void;
}

export function ZoomView({ picture, zoom, onZoom, label, onLoad, onError }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const view = useExtent(box);
  const [size, setSize] = useState<Extent | null>(null);
  const fit = view === null || size === null ? null : fitted(view, size);
  const gestures = useZoomGestures(box, zoom, fit, onZoom);
  const nearer = (factor: number) => {
    onZoom((now) => zoomed(now, factor));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // the browser's own keys
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const [dx, dy] = MOVES[event.key] ?? [0, 0];
    if (event.key === "+" || event.key === "=") nearer(STEP);
    else if (event.key === "-") nearer(1 / STEP);
    else if (event.key === "0") onZoom(() => WHOLE);
    else if (fit !== null && (dx !== 0 || dy !== 0))
      onZoom((now) => moved(now, dx * STRIDE, dy * STRIDE, fit));
    else return;
    event.preventDefault();
  };
  const t = words().zoom;
  return (
    <div className={styles.view}>
      <div
        ref={box}
        className={styles.box}
        role="group"
        aria-label={label}
        aria-roledescription={t.what}
        tabIndex={0}
        data-near={zoom.scale > 1}
        data-zoom={zoom.scale}
        onKeyDown={onKeyDown}
        {...gestures}
      >
        <Layer
          picture={picture}
          zoom={zoom}
          view={view}
          fit={fit}
          onSize={(come) => {
            setSize(come);
            onLoad?.();
          }}
          onError={onError}
        />
      </div>
      <div className={styles.buttons}>
        <button
          type="button"
          aria-label={t.nearer}
          title={t.nearer}
          disabled={zoom.scale >= NEAREST}
          onClick={() => {
            nearer(STEP);
          }}
        >
          <span aria-hidden="true">+</span>
        </button>
        <button
          type="button"
          aria-label={t.farther}
          title={t.farther}
          disabled={zoom.scale <= 1}
          onClick={() => {
            nearer(1 / STEP);
          }}
        >
          <span aria-hidden="true">−</span>
        </button>
        <button
          type="button"
          disabled={zoom.scale <= 1}
          onClick={() => {
            onZoom(() => WHOLE);
          }}
        >
          {t.whole}
        </button>
      </div>
    </div>
  );
}

/** Which way the picture goes for a key: an arrow looks to its side, so the picture moves to the other. */
const MOVES: Partial<Record<string, readonly [number, number]>> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

interface LayerProps {
  picture: Zoomable;
  zoom: Zoom;
  view: Extent | null;
  fit: Extent | null;
  onSize: (size: Extent) => void;
  onError: (() => void) | undefined;
}

function Layer({ picture, zoom, view, fit, onSize, onError }: LayerProps) {
  const { service, sharper } = picture;
  const parts =
    service === null || view === null || fit === null ? [] : partsInView(zoom, view, fit, SIDE, DEEPEST);
  const at = fit === null ? { dx: 0, dy: 0 } : placed(zoom, fit);
  return (
    <div
      className={styles.layer}
      data-ready={fit !== null}
      style={{
        inlineSize: fit?.width,
        blockSize: fit?.height,
        transform: `translate(calc(-50% + ${at.dx}px), calc(-50% + ${at.dy}px)) scale(${zoom.scale})`,
      }}
    >
      <img
        className={styles.whole}
        src={picture.src}
        alt={picture.alt}
        referrerPolicy="no-referrer"
        draggable={false}
        onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => {
          if (width > 0 && height > 0) onSize({ width, height });
        }}
        onError={onError}
      />
      {service === null && sharper !== null && sharper !== picture.src && zoom.scale >= SHARPER_FROM && (
        <Late className={styles.whole} src={sharper} />
      )}
      {service !== null &&
        parts.map(({ level, column, row }) => {
          const side = 100 / 2 ** level;
          const src = partOfPicture(service, level, column, row, SIDE);
          return (
            <Late
              key={src}
              className={styles.part}
              src={src}
              style={{
                left: `${column * side}%`,
                top: `${row * side}%`,
                width: `${side}%`,
                height: `${side}%`,
              }}
            />
          );
        })}
    </div>
  );
}

/** A sharper picture over a coarser one: not seen until it has come whole, nor where it can't be had. */
function Late({
  className,
  src,
  style,
}: {
  className: string | undefined;
  src: string;
  style?: React.CSSProperties;
}) {
  const [come, setCome] = useState(false);
  return (
    <img
      className={className}
      style={style}
      src={src}
      alt=""
      referrerPolicy="no-referrer"
      draggable={false}
      data-come={come}
      onLoad={() => {
        setCome(true);
      }}
    />
  );
}
