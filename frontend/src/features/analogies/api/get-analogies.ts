// GET /api/search/v1/artworks/{id}/analogies: a work's nearest kin in every culture, medium, century, … at once.
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { requestJson } from "@/lib/api/request";
import type { Analogies } from "@/lib/api/types";
import { conditionQuery } from "@/lib/url/condition";
import type { Condition } from "@/lib/url/groups";

export const KINDS = ["culture", "medium", "century", "classification", "artist", "museum"] as const;
export type Kind = (typeof KINDS)[number];
/** How many of each group; the service gives five at most. */
export const EACH = [1, 3] as const;
export type Each = (typeof EACH)[number];
export const FIRST_GROUPS = 24;
export const MOST_GROUPS = 60;

export function readKind(params: URLSearchParams): Kind {
  const given = params.get("by");
  return KINDS.find((kind) => kind === given) ?? "culture";
}

export function readEach(params: URLSearchParams): Each {
  const given = Number(params.get("each"));
  return EACH.find((each) => each === given) ?? 1;
}

export function analogiesQuery(id: string, by: Kind, each: Each, groups: number, condition: Condition) {
  const query = conditionQuery(condition);
  for (const [name, value] of Object.entries({ by, each, groups })) query.set(name, String(value));
  return queryOptions({
    queryKey: ["analogies", id, query.toString()],
    queryFn: ({ signal }) =>
      requestJson<Analogies>(`/api/search/v1/artworks/${encodeURIComponent(id)}/analogies?${query}`, {
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}
