// What hangs on the wall to choose from, kept in the address: words and facts, or a picture, and the number that
// shuffles it.
import { useSearchParams } from "react-router";
import { MAX_SHUFFLE, type Wanted } from "@/lib/api/list-artworks";
import { readCondition, withCondition } from "@/lib/url/condition";
import { ANY } from "@/lib/url/groups";
import { withWorks } from "@/lib/url/works";
import { isShown, type Kind } from "../kinds";

export interface Choice {
  readonly wanted: Wanted;
  /** The name of a picture that the visitor gave: then the works most like it hang there, whatever else is wanted. */
  readonly picture: string | null;
  readonly setWords: (words: string) => void;
  /** Show this kind alone; once more shows all again. */
  readonly toggleKind: (kind: Kind) => void;
  readonly setPicture: (name: string) => void;
  readonly clear: () => void;
  readonly surprise: (shuffle: number, works: readonly string[]) => void;
}

export function useChoice(): Choice {
  const [params, setParams] = useSearchParams();
  const condition = readCondition(params);
  const words = params.get("q") ?? "";
  const change = (next: (params: URLSearchParams) => URLSearchParams) => {
    setParams((now) => next(new URLSearchParams(now)), {
      replace: true,
      preventScrollReset: true,
      flushSync: true,
    });
  };
  return {
    picture: params.get("picture"),
    wanted: { words, condition, shuffle: readShuffle(params.get("shuffle")) },
    setWords: (said) => {
      change((now) => withWords(withoutPicture(now), said));
    },
    toggleKind: (kind) => {
      const off = isShown(kind, words, condition);
      change((now) =>
        withCondition(withWords(withoutPicture(now), off ? "" : kind.words), off ? ANY : kind.condition),
      );
    },
    setPicture: (name) => {
      change((now) => {
        const next = onlyWorks(now);
        next.set("picture", name);
        return next;
      });
    },
    clear: () => {
      change(onlyWorks);
    },
    surprise: (shuffle, works) => {
      change(() => withWorks(new URLSearchParams({ shuffle: String(shuffle) }), works));
    },
  };
}

function onlyWorks(params: URLSearchParams): URLSearchParams {
  const works = params.get("works");
  return works === null ? new URLSearchParams() : new URLSearchParams({ works });
}

function withoutPicture(params: URLSearchParams): URLSearchParams {
  params.delete("picture");
  return params;
}

function withWords(params: URLSearchParams, words: string): URLSearchParams {
  if (words === "") params.delete("q");
  else params.set("q", words);
  return params;
}

function readShuffle(written: string | null): number | null {
  if (written === null || !/^\d{1,10}$/.test(written)) return null;
  const shuffle = Number(written);
  return shuffle <= MAX_SHUFFLE ? shuffle : null;
}
