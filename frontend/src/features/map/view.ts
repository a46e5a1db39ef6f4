// Which part of a map is seen: how far one has gone in, and the middle of what is seen, in grid steps.
import { CENTRE, GRID, type Point } from "./plane";

/** 2 to this power is how many times larger the map can be seen: a tile's level is never finer than a picture. */
export const MAX_ZOOM = 5;

export interface View extends Point {
  /** Each whole step shows everything twice as large; 0 shows the whole map. */
  readonly zoom: number;
}

export const WHOLE: View = { zoom: 0, ...CENTRE };

/** How many grid steps are seen from side to side. */
export function spanOf(view: View): number {
  return GRID / 2 ** view.zoom;
}

/** The view that stays on the map, in whole steps and hundredths of a zoom, as an address holds it. */
export function onMap(view: View): View {
  const zoom = Math.min(MAX_ZOOM, Math.max(0, Math.round(view.zoom * 100) / 100));
  const half = GRID / 2 ** zoom / 2;
  const within = (middle: number) => Math.round(Math.min(GRID - half, Math.max(half, middle)));
  return { zoom, x: within(view.x), y: within(view.y) };
}

/** The point of the map at a place of what is seen, both from 0 to 1, unrounded. */
export function pointAt(view: View, across: number, down: number): Point {
  const span = spanOf(view);
  return { x: view.x + (across - 0.5) * span, y: view.y + (down - 0.5) * span };
}

/** Where a point of the map is in what is seen: from 0 to 1 while it is in sight. */
export function placeIn(view: View, { x, y }: Point): { across: number; down: number } {
  const span = spanOf(view);
  return { across: (x - view.x) / span + 0.5, down: (y - view.y) / span + 0.5 };
}

/** Nearer or farther by `steps`, so that what is at that place of what is seen stays there. */
export function zoomedAt(view: View, steps: number, across = 0.5, down = 0.5): View {
  const still = pointAt(view, across, down);
  const zoom = Math.min(MAX_ZOOM, Math.max(0, view.zoom + steps));
  const span = GRID / 2 ** zoom;
  return onMap({ zoom, x: still.x - (across - 0.5) * span, y: still.y - (down - 0.5) * span });
}

/** Moved by shares of what is seen. */
export function pannedBy(view: View, across: number, down: number): View {
  const span = spanOf(view);
  return onMap({ zoom: view.zoom, x: view.x + across * span, y: view.y + down * span });
}

/** Moved no further than is needed to have the point in sight, with some room around it. */
export function following(view: View, point: Point, room = 0.08): View {
  const { across, down } = placeIn(view, point);
  const beyond = (place: number) => (place < room ? place - room : place > 1 - room ? place - (1 - room) : 0);
  const [right, below] = [beyond(across), beyond(down)];
  return right === 0 && below === 0 ? view : pannedBy(view, right, below);
}
