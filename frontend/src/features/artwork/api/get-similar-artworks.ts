// GET /api/search/v1/artworks/{id}/similar: the works most like a work, under a condition.
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { requestJson } from "@/lib/api/request";
import type { Matches } from "@/lib/api/types";
import { conditionQuery } from "@/lib/url/condition";
import type { Condition } from "@/lib/url/groups";

const COUNT = 12;

export function similarArtworksQuery(id: string, condition: Condition) {
  const query = conditionQuery(condition);
  query.set("k", String(COUNT));
  return queryOptions({
    queryKey: ["similar-artworks", id, condition],
    queryFn: ({ signal }) =>
      requestJson<Matches>(`/api/search/v1/artworks/${encodeURIComponent(id)}/similar?${query}`, { signal }),
    placeholderData: keepPreviousData,
  });
}
