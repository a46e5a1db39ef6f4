// GET /api/search/v1/artworks/{id}: one work's facts.
import { queryOptions, useQuery } from "@tanstack/react-query";
import { isRecipe } from "@/lib/url/works";
import { NO_FACTS } from "./no-facts";
import { requestJson } from "./request";
import type { Artwork } from "./types";

export function getArtwork(id: string, signal?: AbortSignal): Promise<Artwork> {
  return requestJson<Artwork>(`/api/search/v1/artworks/${encodeURIComponent(id)}`, {
    signal: signal ?? null,
  });
}

export function artworkQuery(id: string) {
  return queryOptions({
    queryKey: ["artwork", id],
    queryFn: ({ signal }) => (isRecipe(id) ? { ...NO_FACTS, id } : getArtwork(id, signal)),
    staleTime: Infinity,
  });
}

export function useArtwork(id: string) {
  return useQuery(artworkQuery(id));
}
