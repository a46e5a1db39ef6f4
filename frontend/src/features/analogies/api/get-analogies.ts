// GET /api/search/v1/artworks/{id}/analogies: a work's nearest kin in every culture, medium, century, … at once.
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { requestJson } from "@/lib/api/request";
import type { Analogies } from "@/lib/api/types";

export const KINDS = ["culture", "medium", "century", "classification", "artist", "museum"] as const;
export type Kind = (typeof KINDS)[number];
const GROUPS = 24;

export function readKind(params: URLSearchParams): Kind {
  const given = params.get("by");
  return KINDS.find((kind) => kind === given) ?? "culture";
}

export function analogiesQuery(id: string, by: Kind) {
  return queryOptions({
    queryKey: ["analogies", id, by],
    queryFn: ({ signal }) =>
      requestJson<Analogies>(
        `/api/search/v1/artworks/${encodeURIComponent(id)}/analogies?by=${by}&groups=${GROUPS}`,
        { signal },
      ),
    placeholderData: keepPreviousData,
  });
}
