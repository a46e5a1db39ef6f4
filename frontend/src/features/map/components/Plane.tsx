// The plane: landmarks where the service puts them, lines as strong as their weights, and the point to move.
import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import { ArtworkImage } from "@/components/ArtworkImage";
import { percent } from "@/lib/label";
import { nameOf, sharesInWords, type Place } from "../places";
import { GRID, moved, onGrid, snap, type Point } from "../plane";
import styles from "./Plane.module.css";

/** Half of a landmark's picture, in grid steps: a press on the picture goes to the landmark itself. */
const PRESS_RADIUS = 72;
/** Pixels that a pressed pointer may tremble before it counts as a drag. */
const TREMBLE = 4;
const THICKEST = 9;

interface Props {
  places: readonly Place[];
  point: Point;
  waiting: boolean;
  onMove: (point: Point) => void;
  onRest: (point: Point) => void;
}

interface Hold {
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  dragged: boolean;
  last: Point;
}

export function Plane({ places, point, waiting, onMove, onRest }: Props) {
  const plane = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLDivElement>(null);
  const hold = useRef<Hold | null>(null);

  const under = (event: PointerEvent): Point => {
    const box = plane.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return point;
    return onGrid({
      x: ((event.clientX - box.left) / box.width) * GRID,
      y: ((event.clientY - box.top) / box.height) * GRID,
    });
  };
  const take = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || !event.isPrimary) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    handle.current?.focus({ preventScroll: true });
    const last = snap(under(event), places, PRESS_RADIUS);
    hold.current = { pointer: event.pointerId, x: event.clientX, y: event.clientY, dragged: false, last };
    onMove(last);
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const held = hold.current;
    if (held?.pointer !== event.pointerId) return;
    if (!held.dragged && Math.hypot(event.clientX - held.x, event.clientY - held.y) < TREMBLE) return;
    held.dragged = true;
    held.last = snap(under(event), places);
    onMove(held.last);
  };
  const release = (event: PointerEvent<HTMLDivElement>) => {
    const held = hold.current;
    if (held?.pointer !== event.pointerId) return;
    hold.current = null;
    onRest(held.last);
  };
  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = moved(point, event.key, event.shiftKey, places);
    if (next === null) return;
    event.preventDefault();
    onMove(next);
  };

  return (
    <div
      ref={plane}
      className={styles.plane}
      aria-busy={waiting}
      data-testid="plane"
      onPointerDown={take}
      onPointerMove={drag}
      onPointerUp={release}
      onPointerCancel={release}
    >
      <svg className={styles.lines} viewBox={`0 0 ${GRID} ${GRID}`} aria-hidden="true">
        {places.map((place) => (
          <line
            key={place.artwork}
            x1={place.x}
            y1={place.y}
            x2={point.x}
            y2={point.y}
            strokeWidth={1 + (place.weight ?? 0) * THICKEST}
            data-strong={(place.weight ?? 0) >= 0.5}
          />
        ))}
      </svg>
      {places.map((place) => (
        <div key={place.artwork} className={styles.landmark} style={at(place)} aria-hidden="true">
          {place.work !== null && <ArtworkImage artwork={place.work} size={128} mark="dot" alt="" />}
          <span className={styles.share}>{place.weight === null ? "\u2007" : percent(place.weight)}</span>
        </div>
      ))}
      <div
        ref={handle}
        className={styles.point}
        style={at(point)}
        role="slider"
        tabIndex={0}
        aria-label={`Point between ${places.map(nameOf).join(", ")}`}
        aria-describedby="map-help"
        aria-valuemin={0}
        aria-valuemax={GRID}
        aria-valuenow={point.x}
        aria-valuetext={`${point.x} across, ${point.y} down. ${sharesInWords(places)}`}
        onKeyDown={press}
      />
    </div>
  );
}

function at({ x, y }: Point) {
  return { insetInlineStart: `${(x / GRID) * 100}%`, insetBlockStart: `${(y / GRID) * 100}%` };
}
