// The values of a facet that have some words, the rare ones too: the service counts a facet among the works that have them.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { artworksQuery, MAX_WORDS_LENGTH } from "@/lib/api/list-artworks";
import type { ArtworkPage, Facet } from "@/lib/api/types";
import type { Condition } from "@/lib/url/groups";
import { saysAll } from "./says-all";

const PAUSE_MS = 250;

interface Asked {
  readonly facet: Facet;
  /** Beginnings of words that the values must have; empty asks for nothing. */
  readonly wanted: string;
  readonly words: string;
  readonly under: Condition;
  /** The values that are here already, shown at once. */
  readonly first: ArtworkPage["facets"][Facet];
}

export function useFacetValues({ facet, wanted, words, under, first }: Asked): ArtworkPage["facets"][Facet] {
  const asked = useSettled(wanted.trim());
  const both = `${words} ${asked}`.trim();
  const counted = useQuery({
    ...artworksQuery({ words: both, condition: under, shuffle: null }, 1),
    enabled: asked !== "" && both.length <= MAX_WORDS_LENGTH,
    placeholderData: keepPreviousData,
  });
  const here = first.filter(({ value }) => saysAll(value, wanted));
  if (asked === "" || asked !== wanted.trim()) return here;
  return counted.data?.facets[facet].filter(({ value }) => saysAll(value, wanted)) ?? here;
}

/** The words a moment after the last key. */
function useSettled(words: string): string {
  const [settled, setSettled] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(words);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [words]);
  return settled;
}
