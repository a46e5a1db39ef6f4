// What is searched for, kept in the address: words or a picture. The condition stands beside them.
import { useSearchParams } from "react-router";
import { withCondition } from "@/lib/url/condition";
import { ANY } from "@/lib/url/groups";

export interface SearchState {
  readonly words: string;
  /** The name of a picture that the visitor gave, null where words are searched. */
  readonly picture: string | null;
  readonly setWords: (words: string) => void;
  readonly setPicture: (name: string | null) => void;
  readonly clear: () => void;
}

export function useSearch(): SearchState {
  const [params, setParams] = useSearchParams();
  const change = (next: (params: URLSearchParams) => URLSearchParams, replace: boolean) => {
    setParams((now) => next(new URLSearchParams(now)), {
      replace,
      preventScrollReset: true,
      flushSync: true,
    });
  };
  return {
    words: params.get("q") ?? "",
    picture: params.get("picture"),
    setWords: (words) => {
      change((now) => {
        now.delete("picture");
        if (words === "") now.delete("q");
        else now.set("q", words);
        return now;
      }, true);
    },
    setPicture: (name) => {
      change((now) => {
        now.delete("q");
        if (name === null) now.delete("picture");
        else now.set("picture", name);
        return now;
      }, false);
    },
    clear: () => {
      change((now) => {
        now.delete("q");
        return withCondition(now, ANY);
      }, false);
    },
  };
}
