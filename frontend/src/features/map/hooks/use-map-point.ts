// Where the point is: under the hand while it moves, in the address when it rests.
import { useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { mapParams, readMap } from "../map-url";
import { samePlace, type Point } from "../plane";

/** How long the point must stay where it is to count as resting, in milliseconds. */
const REST_MS = 250;

export interface MapPoint {
  readonly works: readonly string[];
  readonly point: Point;
  readonly resting: boolean;
  /** The point is on its way; it rests by itself a moment after the last move. */
  readonly move: (point: Point) => void;
  /** The point has arrived. */
  readonly rest: (point: Point) => void;
  readonly remove: (work: string) => void;
}

interface State {
  readonly point: Point;
  readonly resting: boolean;
  /** The point of the address when this was set: another one there means that somebody went back, or followed a link. */
  readonly written: Point;
}

export function useMapPoint(): MapPoint {
  const [params, setParams] = useSearchParams();
  const { works, point: written } = readMap(params);
  const [state, setState] = useState<State>({ point: written, resting: true, written });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );

  if (!samePlace(state.written, written)) {
    setState({ point: state.resting ? written : state.point, resting: state.resting, written });
  }

  const rest = (point: Point) => {
    clearTimeout(timer.current);
    setState((before) => ({ ...before, point, resting: true }));
    setParams((now) => mapParams(now, { works: readMap(now).works, point }), {
      replace: true,
      preventScrollReset: true,
      flushSync: true,
    });
  };
  const move = (point: Point) => {
    clearTimeout(timer.current);
    setState((before) => ({ ...before, point, resting: false }));
    timer.current = setTimeout(() => {
      rest(point);
    }, REST_MS);
  };
  const remove = (work: string) => {
    setParams(
      (now) => {
        const map = readMap(now);
        return mapParams(now, { works: map.works.filter((id) => id !== work), point: map.point });
      },
      { replace: true, preventScrollReset: true, flushSync: true },
    );
  };
  return { works, point: state.point, resting: state.resting, move, rest, remove };
}
