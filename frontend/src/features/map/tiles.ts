// Which tiles of the terrain a view needs, the most telling first: the whole map, then what is seen, from the middle out.
import { GRID, type Point } from "./plane";
import { spanOf, type View } from "./view";

/** The side of a tile in pixels, and the last level, as the service has them. */
const TILE = 256;
const LAST = 7;
/** A level is taken as long as its tiles are not stretched much beyond this many pixels. */
const STRETCH = 1.4;

export interface Tile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

export function tileName({ z, x, y }: Tile): string {
  return `${z}/${x}/${y}`;
}

/** Grid steps from side to side of a tile. */
export function tileSpan(z: number): number {
  return GRID / 2 ** z;
}

/** The level whose tiles are about as large on the screen as they are drawn; `side` is that of the plane in pixels. */
export function levelFor(view: View, side: number): number {
  const wanted = Math.ceil(view.zoom + Math.log2(Math.max(side, 1) / (TILE * STRETCH)));
  return Math.min(LAST, Math.max(0, wanted));
}

/** The tiles to have, in the order to ask for them. */
export function tilesFor(view: View, side: number): Tile[] {
  const level = levelFor(view, side);
  const whole: Tile = { z: 0, x: 0, y: 0 };
  if (level === 0) return [whole];
  const span = tileSpan(level);
  const half = spanOf(view) / 2;
  const last = 2 ** level - 1;
  const from = (middle: number) => Math.max(0, Math.floor((middle - half) / span));
  const to = (middle: number) => Math.min(last, Math.ceil((middle + half) / span) - 1);
  const seen: Tile[] = [];
  for (let y = from(view.y); y <= to(view.y); y += 1) {
    for (let x = from(view.x); x <= to(view.x); x += 1) seen.push({ z: level, x, y });
  }
  return [whole, ...seen.sort((a, b) => away(a, view) - away(b, view))];
}

function away({ z, x, y }: Tile, from: Point): number {
  const span = tileSpan(z);
  return Math.hypot((x + 0.5) * span - from.x, (y + 0.5) * span - from.y);
}
