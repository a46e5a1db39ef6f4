// What is searched for, kept in the address: words or a picture, and a condition.
import { useCallback } from "react";
import { useSearchParams } from "react-router";
import { ANY, readCondition, withCondition, type Condition } from "@/lib/url/condition";

export interface SearchState {
  readonly words: string;
  readonly condition: Condition;
  /** The name of a picture that the visitor gave, null where words are searched. */
  readonly picture: string | null;
  readonly setWords: (words: string) => void;
  readonly setCondition: (condition: Condition) => void;
  readonly setPicture: (name: string | null) => void;
  readonly clear: () => void;
}

export function useSearch(): SearchState {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (next: (params: URLSearchParams) => URLSearchParams, replace: boolean) => {
      setParams((now) => next(new URLSearchParams(now)), { replace, preventScrollReset: true });
    },
    [setParams],
  );
  return {
    words: params.get("q") ?? "",
    condition: readCondition(params),
    picture: params.get("picture"),
    setWords: (words) => {
      change((now) => {
        now.delete("picture");
        if (words === "") now.delete("q");
        else now.set("q", words);
        return now;
      }, true);
    },
    setCondition: (condition) => {
      change((now) => withCondition(now, condition), false);
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
