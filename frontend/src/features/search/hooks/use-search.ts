// What is searched for, kept in the address: words or a picture, and a condition.
import { useState } from "react";
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

/** A condition that was clicked while the address still says another one. */
interface Ahead {
  readonly of: string;
  readonly condition: Condition;
}

export function useSearch(): SearchState {
  const [params, setParams] = useSearchParams();
  const written = params.toString();
  // the address follows a click a moment later, and a checkbox must not wait for it
  const [ahead, setAhead] = useState<Ahead | null>(null);
  if (ahead !== null && ahead.of !== written) setAhead(null);
  const condition = ahead?.of === written ? ahead.condition : readCondition(params);

  const change = (next: (params: URLSearchParams) => URLSearchParams, replace: boolean) => {
    setParams((now) => next(new URLSearchParams(now)), {
      replace,
      preventScrollReset: true,
      flushSync: true,
    });
  };
  return {
    words: params.get("q") ?? "",
    condition,
    picture: params.get("picture"),
    setWords: (words) => {
      change((now) => {
        now.delete("picture");
        if (words === "") now.delete("q");
        else now.set("q", words);
        return now;
      }, true);
    },
    setCondition: (next) => {
      if (withCondition(params, next).toString() !== written) setAhead({ of: written, condition: next });
      change((now) => withCondition(now, next), false);
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
