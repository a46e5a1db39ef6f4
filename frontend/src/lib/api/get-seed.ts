// GET /api/gan/v1/artworks/{artwork}/seed: the numbers that draw a work most nearly.
import { queryOptions } from "@tanstack/react-query";
import { requestJson } from "./request";
import type { components } from "./gan.gen";

export type Seed = components["schemas"]["Seed"];

export function seedQuery(artwork: string | undefined) {
  return queryOptions({
    queryKey: ["seed", artwork],
    queryFn: ({ signal }) =>
      requestJson<Seed>(`/api/gan/v1/artworks/${encodeURIComponent(artwork ?? "")}/seed`, { signal }),
    enabled: artwork !== undefined,
    staleTime: Infinity,
  });
}
