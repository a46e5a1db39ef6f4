// POST /api/gan/v1/maps with places of its own: the map whose points the mosaic shows.
import { queryOptions } from "@tanstack/react-query";
import { requestJson } from "@/lib/api/request";
import type { Landmark, MapAnswer } from "@/lib/api/types";

export function mosaicQuery(landmarks: readonly Landmark[]) {
  return queryOptions({
    queryKey: ["mosaic", landmarks],
    queryFn: async ({ signal }) => {
      const { id } = await requestJson<MapAnswer>("/api/gan/v1/maps", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ landmarks }),
        signal,
      });
      return id;
    },
    enabled: landmarks.length >= 2,
    staleTime: Infinity,
  });
}
