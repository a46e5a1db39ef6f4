// GET /api/search/v1/artworks/{id}/connections/{other}: a chain of works from one to another, each step close.
import { queryOptions } from "@tanstack/react-query";
import { requestJson } from "@/lib/api/request";
import type { Connection } from "@/lib/api/types";
import { conditionQuery } from "@/lib/url/condition";
import type { Condition } from "@/lib/url/groups";

export function connectionQuery(from: string, to: string, condition: Condition) {
  const query = conditionQuery(condition).toString();
  const path = `/api/search/v1/artworks/${encodeURIComponent(from)}/connections/${encodeURIComponent(to)}`;
  return queryOptions({
    queryKey: ["connection", from, to, query],
    queryFn: ({ signal }) => requestJson<Connection>(query === "" ? path : `${path}?${query}`, { signal }),
    staleTime: Infinity,
  });
}
