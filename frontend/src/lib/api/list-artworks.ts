// GET /api/search/v1/artworks: works by words and facts, page by page.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { conditionQuery } from "@/lib/url/condition";
import type { Condition } from "@/lib/url/groups";
import { requestJson } from "./request";
import type { ArtworkPage } from "./types";

export const PAGE_SIZE = 24;
/** The service takes a query of 200 characters at most. */
export const MAX_WORDS_LENGTH = 200;
/** Numbers that `shuffle` takes. */
export const MAX_SHUFFLE = 2 ** 31 - 1;

export interface Wanted {
  readonly words: string;
  readonly condition: Condition;
  /** Any number: the same one gives the same random order; null leaves the collection's own. */
  readonly shuffle: number | null;
}

export function listArtworks(
  { words, condition, shuffle }: Wanted,
  limit: number,
  offset = 0,
  signal?: AbortSignal,
): Promise<ArtworkPage> {
  const query = conditionQuery(condition);
  if (words !== "") query.set("q", words.slice(0, MAX_WORDS_LENGTH));
  if (shuffle !== null) query.set("shuffle", String(shuffle));
  query.set("limit", String(limit));
  query.set("offset", String(offset));
  return requestJson<ArtworkPage>(`/api/search/v1/artworks?${query}`, { signal: signal ?? null });
}

export function artworksQuery(wanted: Wanted, limit: number) {
  return queryOptions({
    queryKey: ["artworks", wanted, limit],
    queryFn: ({ signal }) => listArtworks(wanted, limit, 0, signal),
  });
}

export function artworkPagesQuery(wanted: Wanted) {
  return infiniteQueryOptions({
    queryKey: ["artworks", wanted, "pages"],
    queryFn: ({ pageParam, signal }) => listArtworks(wanted, PAGE_SIZE, pageParam, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const seen = pages.reduce((sum, page) => sum + page.items.length, 0);
      return last.items.length > 0 && seen < last.total ? seen : undefined;
    },
  });
}
