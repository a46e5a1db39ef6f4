// Where a visitor looks within a picture, and how near: arithmetic in shares of the picture, so that two can share it.

export interface Zoom {
  /** The middle of the view, in shares of the picture's width and height. */
  readonly x: number;
  readonly y: number;
  /** 1 shows the whole picture. */
  readonly scale: number;
}

export interface Extent {
  readonly width: number;
  readonly height: number;
}

export const WHOLE: Zoom = { x: 0.5, y: 0.5, scale: 1 };
export const STEP = 1.5;
/** Nearer than this there is nothing to see. */
export const NEAREST = 24;
const PLACES = 1e4;

/** The size of the whole picture where it just fits into the view, in the view's pixels. */
export function fitted(view: Extent, picture: Extent): Extent {
  const share = Math.min(view.width / picture.width, view.height / picture.height);
  return { width: picture.width * share, height: picture.height * share };
}

/** Nearer or farther, while the spot under (x, y) of the picture stays where it is in the view. */
export function zoomed(zoom: Zoom, factor: number, spot: { x: number; y: number } = zoom): Zoom {
  const scale = clamp(zoom.scale * factor, 1, NEAREST);
  const kept = zoom.scale / scale;
  return tidy({
    x: spot.x + (zoom.x - spot.x) * kept,
    y: spot.y + (zoom.y - spot.y) * kept,
    scale,
  });
}

/** Moved by pixels of the view; `fit` is the picture's size at scale 1. */
export function moved(zoom: Zoom, dx: number, dy: number, fit: Extent): Zoom {
  return tidy({
    ...zoom,
    x: zoom.x - dx / (fit.width * zoom.scale),
    y: zoom.y - dy / (fit.height * zoom.scale),
  });
}

/** The spot of the picture, in shares of it, under a pixel of the view counted from its middle. */
export function spotAt(zoom: Zoom, dx: number, dy: number, fit: Extent): { x: number; y: number } {
  return { x: zoom.x + dx / (fit.width * zoom.scale), y: zoom.y + dy / (fit.height * zoom.scale) };
}

/** How the whole picture lies: moved by these pixels from the view's middle, its own middle on it at first. */
export function placed(zoom: Zoom, fit: Extent): { dx: number; dy: number } {
  return { dx: (0.5 - zoom.x) * fit.width * zoom.scale, dy: (0.5 - zoom.y) * fit.height * zoom.scale };
}

export interface Part {
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

/** The parts of `2 ** level` by `2 ** level` that are in view, each drawn by at most `side` device pixels. */
export function partsInView(zoom: Zoom, view: Extent, fit: Extent, side: number, deepest: number): Part[] {
  const longest = Math.max(fit.width, fit.height) * zoom.scale * (globalThis.devicePixelRatio || 1);
  const level = clamp(Math.ceil(Math.log2(longest / side)), 0, deepest);
  if (level === 0) return [];
  const count = 2 ** level;
  const [left, right] = span(zoom.x, view.width / (fit.width * zoom.scale), count);
  const [top, bottom] = span(zoom.y, view.height / (fit.height * zoom.scale), count);
  const parts: Part[] = [];
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) parts.push({ level, column, row });
  }
  return parts;
}

function span(middle: number, share: number, count: number): [number, number] {
  const first = Math.floor((middle - share / 2) * count);
  const last = Math.ceil((middle + share / 2) * count) - 1;
  return [clamp(first, 0, count - 1), clamp(last, 0, count - 1)];
}

/** As it stands in an address: "0.5,0.25,4"; null where that says nothing. */
export function readZoom(written: string | null): Zoom | null {
  const [x, y, scale] = (written ?? "").split(",").map((part) => (part === "" ? NaN : Number(part)));
  if (x === undefined || y === undefined || scale === undefined) return null;
  if (![x, y, scale].every(Number.isFinite)) return null;
  return tidy({ x, y, scale: clamp(scale, 1, NEAREST) });
}

export function writeZoom({ x, y, scale }: Zoom): string {
  return [x, y, scale].map((part) => Math.round(part * 1000) / 1000).join(",");
}

/** The middle of the view is always on the picture, and the whole picture in the middle. */
function tidy({ x, y, scale }: Zoom): Zoom {
  if (scale <= 1) return WHOLE;
  return { x: round(clamp(x, 0, 1)), y: round(clamp(y, 0, 1)), scale: round(scale) };
}

function round(value: number): number {
  return Math.round(value * PLACES) / PLACES;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
