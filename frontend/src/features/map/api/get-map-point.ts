// GET /api/gan/v1/maps/{works}/points/{x},{y}.jpg: the picture of one point, with its recipe and weights.
import { mapPointUrl } from "@/lib/api/pictures";
import { request } from "@/lib/api/request";
import type { Size } from "@/lib/api/types";
import type { Point } from "../plane";

export interface AskedPoint extends Point {
  readonly size: Size;
}

export interface PointPicture {
  readonly bytes: Blob;
  readonly recipe: string;
  /** One share of 1 per landmark, in the landmarks' order. */
  readonly weights: readonly number[];
}

export async function getMapPoint(
  works: readonly string[],
  { x, y, size }: AskedPoint,
  signal: AbortSignal,
): Promise<PointPicture> {
  const answer = await request(mapPointUrl(works, x, y, size), { signal });
  const weights = (answer.headers.get("Gen-Weights") ?? "").split(",").map(Number);
  return {
    bytes: await answer.blob(),
    recipe: answer.headers.get("Gen-Recipe") ?? `${works.join(",")}@${x},${y}.${size}`,
    weights: weights.every(Number.isFinite) ? weights : [],
  };
}
