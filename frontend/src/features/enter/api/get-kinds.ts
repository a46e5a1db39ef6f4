// GET /api/search/v1/artworks for each kind that the catalogue has: its number of works, and one of them.
import { queryOptions } from "@tanstack/react-query";
import { listArtworks } from "@/lib/api/list-artworks";
import type { Artwork } from "@/lib/api/types";
import { ANY } from "@/lib/url/groups";
import { kindsIn, type Kind } from "../kinds";

export interface ShownKind {
  readonly kind: Kind;
  readonly total: number;
  readonly work: Artwork;
}

/** `shuffle` is what its works are chosen by. */
export function kindsQuery(shuffle: number) {
  return queryOptions({
    queryKey: ["kinds", shuffle],
    queryFn: async ({ signal }) => {
      const { facets } = await listArtworks({ words: "", condition: ANY, shuffle: null }, 1, 0, signal);
      const found = await Promise.all(
        kindsIn(facets).map(async (kind) => {
          const { words, condition } = kind;
          const { total, items } = await listArtworks({ words, condition, shuffle }, 1, 0, signal);
          return items.map((work): ShownKind => ({ kind, total, work }));
        }),
      );
      return found.flat();
    },
  });
}
