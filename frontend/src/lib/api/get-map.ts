// POST /api/gan/v1/maps: the map between works, where each of them stands on it, and the id that its pictures go by.
import { queryOptions } from "@tanstack/react-query";
import { requestJson } from "./request";
import type { Landmark, MapAnswer } from "./types";

export interface StudioMap {
  readonly id: string;
  /** In the order of the works. */
  readonly landmarks: readonly Landmark[];
}

/** The same works give the same map, so that it is asked for once. */
export function mapQuery(works: readonly string[]) {
  return queryOptions({
    queryKey: ["map", works],
    queryFn: ({ signal }) => makeMap(works, signal),
    enabled: works.length >= 2,
    staleTime: Infinity,
  });
}

async function makeMap(works: readonly string[], signal: AbortSignal): Promise<StudioMap> {
  const { id, landmarks } = await requestJson<MapAnswer>("/api/gan/v1/maps", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ landmarks: works.map((artwork) => ({ artwork })) }),
    signal,
  });
  return { id, landmarks: landmarks.map(({ x, y }, index) => ({ artwork: works[index] ?? "", x, y })) };
}
