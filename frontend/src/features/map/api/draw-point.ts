// A point of a map for `useLivePicture`: its picture with the landmarks' weights.
import type { Wish } from "@/components/use-live-picture";
import type { Point } from "../plane";
import { getMapPoint, type PointPicture } from "./get-map-point";

export interface MapPoint extends Point {
  /** The map's id. */
  readonly map: string;
}

export function drawPoint(
  { asked, size }: Wish<MapPoint>,
  session: string,
  signal: AbortSignal,
): Promise<PointPicture> {
  return getMapPoint(asked.map, { x: asked.x, y: asked.y, size }, session, signal);
}
