// GET /api/gan/v1/maps/{map}/points/{x},{y}.jpg: the picture of one point, with its recipe and weights.
import { mapPointUrl } from "@/lib/api/pictures";
import { request } from "@/lib/api/request";
import type { Size } from "@/lib/api/types";
import { readWeights } from "@/lib/api/weights";
import type { Point } from "../plane";

export interface AskedPoint extends Point {
  readonly size: Size;
}

export interface PointPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly recipe: string;
  /** Shares of 1 by the landmark's number in the map; a landmark that is not in it counts for next to nothing. */
  readonly weights: ReadonlyMap<number, number>;
}

/** `session` names the view that asks, so that it has turns of its own, and only its newest point waits for one. */
export async function getMapPoint(
  map: string,
  { x, y, size }: AskedPoint,
  session: string,
  signal: AbortSignal,
): Promise<PointPicture> {
  const answer = await request(mapPointUrl(map, x, y, size), {
    signal,
    headers: { "Gen-Session": session },
  });
  return {
    bytes: new Uint8Array(await answer.arrayBuffer()),
    recipe: answer.headers.get("Gen-Recipe") ?? `${map}@${x},${y}.${size}`,
    weights: readWeights(answer.headers.get("Gen-Weights") ?? ""),
  };
}
