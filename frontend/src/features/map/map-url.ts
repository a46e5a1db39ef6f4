// The state of a map as it stands in its address: works and where they stand, the point, what is seen. The same address
// draws the same bytes.
import type { Chosen } from "@/lib/api/get-map";
import { readWorks, withWorks } from "@/lib/url/works";
import { CENTRE, clampToGrid, type Point } from "./plane";
import { onMap, WHOLE, type View } from "./view";

export interface MapState {
  readonly works: readonly string[];
  readonly point: Point;
  /** Where each work was put; null where the service placed it. */
  readonly at: readonly Chosen[];
  readonly view: View;
  /** The point stays where it is. */
  readonly locked: boolean;
  /** Pictures lie under the landmarks. */
  readonly terrain: boolean;
}

export function readMap(params: URLSearchParams): MapState {
  const works = readWorks(params);
  const placed = (params.get("at") ?? "").split("_");
  const [zoom, x, y] = (params.get("view") ?? "").split(".").map(Number);
  return {
    works,
    point: { x: coordinate(params.get("x"), CENTRE.x), y: coordinate(params.get("y"), CENTRE.y) },
    at: works.map((_, place) => readPlace(placed[place] ?? "")),
    view:
      zoom !== undefined && x !== undefined && y !== undefined && [zoom, x, y].every(Number.isFinite)
        ? onMap({ zoom: zoom / 100, x, y })
        : WHOLE,
    locked: params.get("lock") === "1",
    terrain: params.get("terrain") !== "off",
  };
}

export function mapParams(params: URLSearchParams, state: MapState): URLSearchParams {
  const { works, point, at, view, locked, terrain } = state;
  const next = withWorks(params, works);
  next.set("x", String(point.x));
  next.set("y", String(point.y));
  const set = (name: string, value: string | null) => {
    if (value === null) next.delete(name);
    else next.set(name, value);
  };
  const placed = at.map((place) => (place === null ? "-" : `${place.x}.${place.y}`));
  set("at", at.some((place) => place !== null) ? placed.join("_") : null);
  set("view", view.zoom === 0 ? null : `${Math.round(view.zoom * 100)}.${view.x}.${view.y}`);
  set("lock", locked ? "1" : null);
  set("terrain", terrain ? null : "off");
  return next;
}

/** Without a work; where the others were put stays. */
export function withoutWork(state: MapState, work: string): MapState {
  const keeps = state.works.map((id) => id !== work);
  return {
    ...state,
    works: state.works.filter((_, place) => keeps[place]),
    at: state.at.filter((_, place) => keeps[place]),
  };
}

/**
 * With one landmark somewhere else. The others stay where they are now, or the service would lay them out anew; and no
 * two may stand on one point.
 */
export function withLandmarkAt(state: MapState, now: readonly Point[], work: number, to: Point): MapState {
  const taken = (point: Point) =>
    now.some((other, place) => place !== work && other.x === point.x && other.y === point.y);
  let free = to;
  for (let step = 1; taken(free); step += 1) {
    free = { x: to.x + step <= 1024 ? to.x + step : to.x - step, y: to.y };
  }
  return { ...state, at: now.map(({ x, y }, place) => (place === work ? free : { x, y })) };
}

function readPlace(word: string): Chosen {
  const found = /^(\d{1,4})\.(\d{1,4})$/.exec(word);
  return found === null ? null : { x: clampToGrid(Number(found[1])), y: clampToGrid(Number(found[2])) };
}

function coordinate(written: string | null, otherwise: number): number {
  return written !== null && /^-?\d{1,5}$/.test(written) ? clampToGrid(Number(written)) : otherwise;
}
