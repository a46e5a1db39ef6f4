// The condition in the address of whichever view is open, and the group of it that the filters change.
import { useState } from "react";
import { useSearchParams } from "react-router";
import { readCondition, withCondition } from "@/lib/url/condition";
import { FIRST, type Condition, type Place } from "@/lib/url/groups";

export interface ConditionState {
  readonly condition: Condition;
  readonly setCondition: (condition: Condition) => void;
  readonly place: Place;
  readonly setPlace: (place: Place) => void;
}

/** A condition that was clicked while the address still says another one. */
interface Ahead {
  readonly of: string;
  readonly condition: Condition;
}

export function useCondition(): ConditionState {
  const [params, setParams] = useSearchParams();
  const [place, setPlace] = useState(FIRST);
  const written = params.toString();
  // the address follows a click a moment later, and a checkbox must not wait for it
  const [ahead, setAhead] = useState<Ahead | null>(null);
  if (ahead !== null && ahead.of !== written) setAhead(null);
  return {
    condition: ahead?.of === written ? ahead.condition : readCondition(params),
    setCondition: (next) => {
      if (withCondition(params, next).toString() !== written) setAhead({ of: written, condition: next });
      setParams((now) => withCondition(new URLSearchParams(now), next), {
        preventScrollReset: true,
        flushSync: true,
      });
    },
    place,
    setPlace,
  };
}
