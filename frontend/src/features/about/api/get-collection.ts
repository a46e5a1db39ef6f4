// GET /api/search/v1/collection: what is searched.
import { queryOptions } from "@tanstack/react-query";
import { requestJson } from "@/lib/api/request";
import type { Collection } from "@/lib/api/types";

export function collectionQuery() {
  return queryOptions({
    queryKey: ["collection"],
    queryFn: ({ signal }) => requestJson<Collection>("/api/search/v1/collection", { signal }),
  });
}
