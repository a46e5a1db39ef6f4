// POST /api/gan/v1/maps: the map between works, where each of them stands on it, and the id that its pictures go by.
import { queryOptions } from "@tanstack/react-query";
import { requestJson } from "./request";
import { thingOf } from "./things";
import type { Landmark, MapAnswer } from "./types";

export interface StudioMap {
  readonly id: string;
  /** In the order of the works. */
  readonly landmarks: readonly MapLandmark[];
}

export interface MapLandmark extends Landmark {
  /** What draws it. */
  readonly recipe: string;
}

/** Where a work is to stand; null leaves it to the service. */
export type Chosen = Pick<Landmark, "x" | "y"> | null;

/** The same works at the same places give the same map, so that it is asked for once. */
export function mapQuery(works: readonly string[], at: readonly Chosen[] = []) {
  return queryOptions({
    queryKey: ["map", works, at],
    queryFn: ({ signal }) => makeMap(works, at, signal),
    enabled: works.length >= 2,
    staleTime: Infinity,
  });
}

async function makeMap(
  works: readonly string[],
  at: readonly Chosen[],
  signal: AbortSignal,
): Promise<StudioMap> {
  const { id, landmarks } = await requestJson<MapAnswer>("/api/gan/v1/maps", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      landmarks: works.map((work, place) => ({ ...thingOf(work), ...(at[place] ?? {}) })),
    }),
    signal,
  });
  return {
    id,
    landmarks: landmarks.map(({ x, y, recipe }, index) => ({ artwork: works[index] ?? "", recipe, x, y })),
  };
}
