// What stands on the shelf, kept in the address: words, categories, and the number that shuffles it.
import { useSearchParams } from "react-router";
import { MAX_SHUFFLE, type Wanted } from "@/lib/api/list-artworks";
import { readCondition, toggleValue, withCondition } from "@/lib/url/condition";
import { withWorks } from "@/lib/url/works";

export interface ShelfState {
  readonly wanted: Wanted;
  readonly setWords: (words: string) => void;
  readonly toggleCategory: (category: string) => void;
  readonly clear: () => void;
  readonly surprise: (shuffle: number, works: readonly string[]) => void;
}

export function useShelf(): ShelfState {
  const [params, setParams] = useSearchParams();
  const condition = readCondition(params);
  const change = (next: (params: URLSearchParams) => URLSearchParams) => {
    setParams((now) => next(new URLSearchParams(now)), {
      replace: true,
      preventScrollReset: true,
      flushSync: true,
    });
  };
  return {
    wanted: { words: params.get("q") ?? "", condition, shuffle: readShuffle(params.get("shuffle")) },
    setWords: (words) => {
      change((now) => {
        if (words === "") now.delete("q");
        else now.set("q", words);
        return now;
      });
    },
    toggleCategory: (category) => {
      change((now) => withCondition(now, toggleValue(readCondition(now), "classification", category)));
    },
    clear: () => {
      change((now) => {
        const works = now.get("works");
        return works === null ? new URLSearchParams() : new URLSearchParams({ works });
      });
    },
    surprise: (shuffle, works) => {
      change(() => withWorks(new URLSearchParams({ shuffle: String(shuffle) }), works));
    },
  };
}

function readShuffle(written: string | null): number | null {
  if (written === null || !/^\d{1,10}$/.test(written)) return null;
  const shuffle = Number(written);
  return shuffle <= MAX_SHUFFLE ? shuffle : null;
}
