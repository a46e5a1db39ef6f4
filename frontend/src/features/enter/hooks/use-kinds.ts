// The kinds that the catalogue has, each with its number of works and one of them: the same all day, another tomorrow.
import { useQueries, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { artworksQuery } from "@/lib/api/list-artworks";
import type { Artwork, ArtworkPage } from "@/lib/api/types";
import { ANY } from "@/lib/url/groups";
import { kindsIn, type Kind } from "../kinds";

export interface ShownKind {
  readonly kind: Kind;
  readonly total: number;
  readonly work: Artwork;
}

export interface Kinds {
  /** Null until all have come. */
  readonly kinds: readonly ShownKind[] | null;
  readonly failed: boolean;
}

export function useKinds(): Kinds {
  const [shuffle] = useState(() => numberOfTheDay(new Date()));
  const all = useQuery(artworksQuery({ words: "", condition: ANY, shuffle: null }, 1));
  const wanted = useMemo(() => (all.data === undefined ? [] : kindsIn(all.data.facets)), [all.data]);
  const { pages, failed } = useQueries({
    queries: wanted.map(({ words, condition }) => artworksQuery({ words, condition, shuffle }, 1)),
    combine: together,
  });
  const kinds = useMemo(
    () =>
      wanted.length === 0 || pages === null
        ? null
        : wanted.flatMap((kind, place) => {
            const page = pages[place];
            const work = page?.items[0];
            return page === undefined || work === undefined ? [] : [{ kind, total: page.total, work }];
          }),
    [wanted, pages],
  );
  return { kinds, failed: all.isError || failed };
}

/** One change when all have come, rather than one for each. */
function together(found: readonly UseQueryResult<ArtworkPage>[]) {
  const pages = found.flatMap(({ data }) => (data === undefined ? [] : [data]));
  return {
    pages: pages.length === found.length ? pages : null,
    failed: found.some(({ isError }) => isError),
  };
}

/** 20261125 on the 25th of November 2026. */
export function numberOfTheDay(now: Date): number {
  return now.getUTCFullYear() * 10_000 + (now.getUTCMonth() + 1) * 100 + now.getUTCDate();
}
