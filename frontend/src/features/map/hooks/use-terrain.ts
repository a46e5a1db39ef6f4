// The terrain's tiles: asked for one at a time, the most telling first, kept while they may be needed again, and drawn.
import { useEffect, useRef, useState, type RefObject } from "react";
import { mapTileUrl } from "@/lib/api/pictures";
import { asProblem } from "@/lib/api/problem";
import { request } from "@/lib/api/request";
import { levelFor, tileName, tileSpan, tilesFor, type Tile } from "../tiles";
import { spanOf, type View } from "../view";

/** Tiles that are kept: some screens full. */
const MOST = 160;
/** Seconds until a tile that could not be had is asked for again, where the service does not say. */
const AGAIN_S = 4;

interface Kept {
  readonly tile: Tile;
  readonly image: ImageBitmap;
}

export interface Terrain {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  /** All that this view needs is drawn. */
  readonly whole: boolean;
}

/** `map` null or `paused` asks for nothing: whoever drags the point has the service for the picture alone. */
export function useTerrain(map: string | null, view: View, side: number, paused: boolean): Terrain {
  const canvas = useRef<HTMLCanvasElement>(null);
  const kept = useRef(new Map<string, Kept>());
  const [names, setNames] = useState<ReadonlySet<string>>(new Set());
  const [again, setAgain] = useState(0);
  const missing =
    map === null || side === 0
      ? []
      : tilesFor(view, side).filter((tile) => !names.has(`${map}/${tileName(tile)}`));
  const next = missing[0];
  const wanted = next === undefined || map === null ? null : `${map}/${tileName(next)}`;

  useEffect(() => {
    if (map === null || next === undefined || wanted === null || paused) return;
    const way = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    getTile(map, next, way.signal).then(
      (image) => {
        if (way.signal.aborted) {
          image.close();
          return;
        }
        keep(kept.current, wanted, { tile: next, image });
        setNames(new Set(kept.current.keys()));
      },
      (failure: unknown) => {
        if (way.signal.aborted) return;
        const seconds = asProblem(failure).retryAfter ?? AGAIN_S;
        timer = setTimeout(() => {
          setAgain((count) => count + 1);
        }, seconds * 1000);
      },
    );
    return () => {
      way.abort();
      clearTimeout(timer);
    };
    // the name says all of the tile
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [map, wanted, paused, again]);

  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (canvas.current !== null && map !== null) paint(canvas.current, map, kept.current, view, side);
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [map, view, side, names]);

  useEffect(() => {
    const all = kept.current;
    return () => {
      for (const { image } of all.values()) image.close();
      all.clear();
    };
  }, []);
  return { canvas, whole: missing.length === 0 };
}

async function getTile(map: string, tile: Tile, signal: AbortSignal): Promise<ImageBitmap> {
  const answer = await request(mapTileUrl(map, tile.z, tile.x, tile.y), { signal });
  return createImageBitmap(await answer.blob());
}

/** The longest unused goes first; a map keeps its order of keeping. */
function keep(kept: Map<string, Kept>, name: string, one: Kept): void {
  kept.set(name, one);
  for (const [oldest, { image }] of kept) {
    if (kept.size <= MOST) break;
    image.close();
    kept.delete(oldest);
  }
}

/** Coarse tiles first, finer ones over them, so that there is always something to see. */
function paint(
  canvas: HTMLCanvasElement,
  map: string,
  kept: ReadonlyMap<string, Kept>,
  view: View,
  side: number,
): void {
  const pixels = Math.round(side * Math.min(window.devicePixelRatio, 2));
  if (canvas.width !== pixels) canvas.width = canvas.height = pixels;
  const context = canvas.getContext("2d");
  if (context === null) return;
  context.clearRect(0, 0, pixels, pixels);
  const span = spanOf(view);
  const scale = pixels / span;
  const [left, top] = [view.x - span / 2, view.y - span / 2];
  const level = levelFor(view, side);
  const ours = [...kept].filter(([name, { tile }]) => name.startsWith(`${map}/`) && tile.z <= level);
  for (const [, { tile, image }] of ours.sort(([, a], [, b]) => a.tile.z - b.tile.z)) {
    const wide = tileSpan(tile.z);
    const [x, y] = [tile.x * wide - left, tile.y * wide - top];
    if (x + wide <= 0 || y + wide <= 0 || x >= span || y >= span) continue;
    // whole pixels, or a seam would show between tiles
    const [from, down] = [Math.floor(x * scale), Math.floor(y * scale)];
    const [to, low] = [Math.ceil((x + wide) * scale), Math.ceil((y + wide) * scale)];
    context.drawImage(image, from, down, to - from, low - down);
  }
}
