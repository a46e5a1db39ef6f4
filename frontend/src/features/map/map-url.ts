// The state of a map as it stands in its address: works, x, y. The same address draws the same bytes.
import { address, readWorks, withWorks } from "@/lib/url/works";
import { CENTRE, clampToGrid, type Point } from "./plane";

export interface MapState {
  readonly works: readonly string[];
  readonly point: Point;
}

export function readMap(params: URLSearchParams): MapState {
  return {
    works: readWorks(params),
    point: { x: coordinate(params.get("x"), CENTRE.x), y: coordinate(params.get("y"), CENTRE.y) },
  };
}

export function mapParams(params: URLSearchParams, { works, point }: MapState): URLSearchParams {
  const next = withWorks(params, works);
  next.set("x", String(point.x));
  next.set("y", String(point.y));
  return next;
}

export function mapAddress(state: MapState): string {
  return address("/map", mapParams(new URLSearchParams(), state));
}

function coordinate(written: string | null, otherwise: number): number {
  return written !== null && /^-?\d{1,5}$/.test(written) ? clampToGrid(Number(written)) : otherwise;
}
