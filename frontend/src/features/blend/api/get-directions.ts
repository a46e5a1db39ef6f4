// GET /api/gan/v1/directions: what can be changed in a picture.
import { queryOptions } from "@tanstack/react-query";
import type { components as Gan } from "@/lib/api/gan.gen";
import { requestJson } from "@/lib/api/request";

export type Direction = Gan["schemas"]["Direction"];

export const directionsQuery = queryOptions({
  queryKey: ["directions"],
  queryFn: ({ signal }) => requestJson<Gan["schemas"]["Directions"]>("/api/gan/v1/directions", { signal }),
  select: (answer) => answer.directions,
  staleTime: Infinity,
});
