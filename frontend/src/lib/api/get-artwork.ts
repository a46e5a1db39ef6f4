// GET /api/search/v1/artworks/{id}: one work's facts.
import { queryOptions, useQuery } from "@tanstack/react-query";
import { isRecipe } from "@/lib/url/works";
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
    queryFn: ({ signal }) => (isRecipe(id) ? ownPicture(id) : getArtwork(id, signal)),
    staleTime: Infinity,
  });
}

/** A recipe in a work's place: nothing is known of it but how it is drawn. */
function ownPicture(id: string): Artwork {
  return {
    id,
    title: null,
    artist: null,
    culture: null,
    date: null,
    date_begin: null,
    date_end: null,
    period: null,
    medium: null,
    classification: null,
    department: null,
    museum: null,
    object_url: null,
    image_url: null,
    licence: null,
    artist_role: null,
    credit: null,
    rights: null,
    materials: [],
    tags: [],
    hues: [],
    looks: [],
    made_by: [],
  };
}

export function useArtwork(id: string) {
  return useQuery(artworkQuery(id));
}
