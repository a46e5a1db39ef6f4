// The kinds that the catalogue has, each with its number of works and one of them: the same all day, another tomorrow.
import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { artworksQuery } from "@/lib/api/list-artworks";
import type { Artwork } from "@/lib/api/types";
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
  const found = useQueries({
    queries: wanted.map(({ words, condition }) => artworksQuery({ words, condition, shuffle }, 1)),
  });
  const failed = all.isError || found.some((one) => one.isError);
  const come = wanted.length > 0 && found.every((one) => one.isSuccess);
  if (!come) return { kinds: null, failed };
  const kinds = wanted.flatMap((kind, place) => {
    const page = found[place]?.data;
    const work = page?.items[0];
    return page === undefined || work === undefined ? [] : [{ kind, total: page.total, work }];
  });
  return { kinds, failed };
}

/** 20261125 on the 25th of November 2026. */
export function numberOfTheDay(now: Date): number {
  return now.getUTCFullYear() * 10_000 + (now.getUTCMonth() + 1) * 100 + now.getUTCDate();
}
