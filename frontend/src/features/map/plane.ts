// The plane of a map: positions are whole numbers from 0 to GRID, x to the right and y down; what is near a landmark
// lands on it, so that one can reach its very own seed.

export const GRID = 1024;
export const CENTRE: Point = { x: GRID / 2, y: GRID / 2 };
/** Pointer distance, in grid steps, within which a drag lands on a landmark. */
export const SNAP = 32;
/** What an arrow key moves, alone and with Shift. */
export const STEP = 16;
export const LARGE_STEP = 64;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function clampToGrid(value: number): number {
  return Math.min(GRID, Math.max(0, Math.round(value)));
}

export function onGrid({ x, y }: Point): Point {
  return { x: clampToGrid(x), y: clampToGrid(y) };
}

export function samePlace(a: Point, b: Point): boolean {
  return a.x === b.x && a.y === b.y;
}

/** The nearest landmark within `radius`, else the point itself. */
export function snap(point: Point, landmarks: readonly Point[], radius = SNAP): Point {
  return nearest(point, landmarks, (a, b) => Math.hypot(a.x - b.x, a.y - b.y), radius);
}

/**
 * A step by keys: lands on a landmark that is nearer than half a step on both axes. So every landmark can be reached
 * by steps, and none holds the point back.
 */
export function stepTo(point: Point, landmarks: readonly Point[], step: number): Point {
  const sides = (a: Point, b: Point) => Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y));
  return nearest(onGrid(point), landmarks, sides, step / 2);
}

/**
 * Where an arrow key (or Home) takes the point; null for any other key. `nearness` is how many times larger the map is
 * seen: the steps look the same on the screen.
 */
export function moved(
  point: Point,
  key: string,
  large: boolean,
  landmarks: readonly Point[],
  nearness = 1,
): Point | null {
  const step = Math.max(1, Math.round((large ? LARGE_STEP : STEP) / nearness));
  switch (key) {
    case "ArrowLeft":
      return stepTo({ x: point.x - step, y: point.y }, landmarks, step);
    case "ArrowRight":
      return stepTo({ x: point.x + step, y: point.y }, landmarks, step);
    case "ArrowUp":
      return stepTo({ x: point.x, y: point.y - step }, landmarks, step);
    case "ArrowDown":
      return stepTo({ x: point.x, y: point.y + step }, landmarks, step);
    case "Home":
      return CENTRE;
    default:
      return null;
  }
}

function nearest(
  point: Point,
  landmarks: readonly Point[],
  distance: (a: Point, b: Point) => number,
  radius: number,
): Point {
  let best: Point | null = null;
  let least = radius;
  for (const landmark of landmarks) {
    const away = distance(point, landmark);
    if (away <= least && (best === null || away < least)) {
      best = landmark;
      least = away;
    }
  }
  return best === null ? point : { x: best.x, y: best.y };
}
