// The chosen works, kept in the address of whichever view is open.
import { useCallback } from "react";
import { useSearchParams } from "react-router";
import { MAX_WORKS, readWorks, toggled, withWorks } from "./works";

export interface ChosenWorks {
  readonly works: readonly string[];
  readonly full: boolean;
  readonly has: (id: string) => boolean;
  readonly toggle: (id: string) => void;
  readonly choose: (works: readonly string[]) => void;
}

export function useWorks(): ChosenWorks {
  const [params, setParams] = useSearchParams();
  const works = readWorks(params);
  const choose = useCallback(
    (next: readonly string[]) => {
      setParams((now) => withWorks(now, next), { replace: true, preventScrollReset: true, flushSync: true });
    },
    [setParams],
  );
  return {
    works,
    full: works.length >= MAX_WORKS,
    has: (id) => works.includes(id),
    toggle: (id) => {
      choose(toggled(works, id));
    },
    choose,
  };
}
