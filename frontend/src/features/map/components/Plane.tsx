// The plane: the terrain, landmarks on it, lines as strong as their weights, and the point to move.
import { useRef, useState, type KeyboardEvent } from "react";
import { ArtworkImage } from "@/components/ArtworkImage";
import { useExtent } from "@/components/use-extent";
import { useMessages } from "@/lib/i18n/catalogue";
import { percent } from "@/lib/label";
import { useGestures, type Spot } from "../hooks/use-gestures";
import { useTerrain } from "../hooks/use-terrain";
import { mapMessages } from "../messages";
import { nameOf, sharesInWords, type Place } from "../places";
import { GRID, moved, onGrid, snap, SNAP, type Point } from "../plane";
import { MAX_ZOOM, pannedBy, placeIn, pointAt, spanOf, zoomedAt, type View } from "../view";
import styles from "./Plane.module.css";

/** Half of a landmark's picture, in grid steps of the whole map: a press on the picture goes to the landmark itself. */
const PRESS_RADIUS = 64;
const THICKEST = 8;
/** Steps nearer or farther of a key. */
const KEY_ZOOM = 0.5;

interface Props {
  /** The map's id; null while it is not known, or where no terrain is wanted. */
  terrain: string | null;
  places: readonly Place[];
  point: Point;
  view: View;
  waiting: boolean;
  locked: boolean;
  /** The service is wanted for the picture. */
  busy: boolean;
  /** A drag on a landmark moves it. */
  arranging: boolean;
  onMove: (point: Point) => void;
  onRest: (point: Point) => void;
  onLook: (change: (view: View) => View) => void;
  onPlace: (landmark: number, point: Point) => void;
}

export function Plane(props: Props) {
  const { terrain, places, point, view, waiting, locked, busy, arranging } = props;
  const { onMove, onRest, onLook, onPlace } = props;
  const say = useMessages(mapMessages);
  const plane = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLDivElement>(null);
  const held = useRef<{ before: Point; last: Point; landmark: number | null } | null>(null);
  const [carried, setCarried] = useState<{ landmark: number; point: Point } | null>(null);
  const side = Math.round(useExtent(plane)?.width ?? 0);
  const { canvas, whole } = useTerrain(terrain, view, side, busy);
  const nearness = GRID / spanOf(view);
  const shown = places.map((place, landmark) =>
    carried?.landmark === landmark ? { ...place, ...carried.point } : place,
  );

  const at = ({ across, down }: Spot) => onGrid(pointAt(view, across, down));
  const hands = useGestures(plane, {
    onPress: (spot) => {
      const pressed = at(spot);
      const near = snap(pressed, places, PRESS_RADIUS / nearness);
      const landmark = arranging ? places.findIndex((place) => place.x === near.x && place.y === near.y) : -1;
      handle.current?.focus({ preventScroll: true });
      if (landmark >= 0) {
        held.current = { before: near, last: near, landmark };
        setCarried({ landmark, point: near });
      } else if (!locked) {
        held.current = { before: point, last: near, landmark: null };
        onMove(near);
      }
    },
    onDrag: (spot) => {
      const now = held.current;
      if (now === null) return;
      if (now.landmark !== null) {
        now.last = at(spot);
        setCarried({ landmark: now.landmark, point: now.last });
      } else {
        now.last = snap(at(spot), places, SNAP / nearness);
        onMove(now.last);
      }
    },
    onRelease: () => {
      const now = held.current;
      held.current = null;
      setCarried(null);
      if (now === null) return;
      if (now.landmark === null) onRest(now.last);
      else onPlace(now.landmark, now.last);
    },
    onTakeBack: () => {
      const now = held.current;
      held.current = null;
      setCarried(null);
      if (now?.landmark === null) onRest(now.before);
    },
    onPan: (across, down) => {
      onLook((seen) => pannedBy(seen, across, down));
    },
    onZoom: (steps, { across, down }) => {
      const goes = steps > 0 ? view.zoom < MAX_ZOOM : view.zoom > 0;
      if (goes) onLook((seen) => zoomedAt(seen, steps, across, down));
      return goes;
    },
  });
  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const steps = ["+", "=", "PageUp"].includes(event.key)
      ? KEY_ZOOM
      : ["-", "_", "PageDown"].includes(event.key)
        ? -KEY_ZOOM
        : null;
    if (steps !== null) {
      event.preventDefault();
      const { across, down } = placeIn(view, point);
      onLook((seen) => zoomedAt(seen, steps, across, down));
      return;
    }
    const next = moved(point, event.key, event.shiftKey, places, nearness);
    if (next === null) return;
    event.preventDefault();
    if (!locked) onMove(next);
  };

  return (
    <div
      ref={plane}
      className={styles.plane}
      aria-busy={waiting}
      data-testid="plane"
      data-locked={locked}
      data-arranging={arranging}
      {...hands}
    >
      {terrain !== null && (
        <canvas
          ref={canvas}
          className={styles.terrain}
          aria-hidden="true"
          data-testid="terrain"
          data-whole={whole}
        />
      )}
      <svg className={styles.lines} viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        {["edge", "core"].map((part) =>
          shown.map((place) => {
            const [from, to] = [placeIn(view, place), placeIn(view, point)];
            const weight = place.weight ?? 0;
            return (
              <line
                key={`${part} ${place.artwork}`}
                data-part={part}
                x1={from.across}
                y1={from.down}
                x2={to.across}
                y2={to.down}
                strokeWidth={1 + weight * THICKEST + (part === "edge" ? 2 : 0)}
              />
            );
          }),
        )}
      </svg>
      {shown.map((place) => (
        <div key={place.artwork} className={styles.landmark} style={inSight(view, place)} aria-hidden="true">
          {place.work !== null && <ArtworkImage artwork={place.work} size={128} mark="dot" alt="" />}
          <span className={styles.share}>{place.weight === null ? "\u2007" : percent(place.weight)}</span>
        </div>
      ))}
      <div
        ref={handle}
        className={styles.point}
        style={inSight(view, point)}
        role="slider"
        tabIndex={0}
        aria-label={say.pointBetween(places.map(nameOf))}
        aria-describedby="map-help"
        aria-valuemin={0}
        aria-valuemax={GRID}
        aria-valuenow={point.x}
        aria-valuetext={say.pointAt(point.x, point.y, sharesInWords(places))}
        aria-readonly={locked}
        onKeyDown={press}
      />
    </div>
  );
}

/** Left and top, in every direction of writing: the map does not turn with the words. */
function inSight(view: View, point: Point) {
  const { across, down } = placeIn(view, point);
  return { left: `${across * 100}%`, top: `${down * 100}%` };
}
