// GET /api/search/v1/artworks/{id}/connections/{other}: a chain of works from one to another, each step close.
import { queryOptions } from "@tanstack/react-query";
import { requestJson } from "@/lib/api/request";
import type { Connection } from "@/lib/api/types";

export function connectionQuery(from: string, to: string) {
  return queryOptions({
    queryKey: ["connection", from, to],
    queryFn: ({ signal }) =>
      requestJson<Connection>(
        `/api/search/v1/artworks/${encodeURIComponent(from)}/connections/${encodeURIComponent(to)}`,
        { signal },
      ),
    staleTime: Infinity,
  });
}
