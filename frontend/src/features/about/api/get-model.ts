// GET /api/gan/v1/model: the running release's generator, its limits and its card.
import { queryOptions } from "@tanstack/react-query";
import { requestJson } from "@/lib/api/request";
import type { Model } from "@/lib/api/types";

export function modelQuery() {
  return queryOptions({
    queryKey: ["model"],
    queryFn: ({ signal }) => requestJson<Model>("/api/gan/v1/model", { signal }),
  });
}
