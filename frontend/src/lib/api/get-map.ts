// GET /api/gan/v1/maps/{works}: where the landmarks of a map stand.
import { queryOptions } from "@tanstack/react-query";
import { mapUrl } from "./pictures";
import { requestJson } from "./request";
import type { StudioMap } from "./types";

export function mapQuery(works: readonly string[]) {
  return queryOptions({
    queryKey: ["map", works],
    queryFn: ({ signal }) => requestJson<StudioMap>(mapUrl(works), { signal }),
    enabled: works.length >= 2,
    staleTime: Infinity,
  });
}
