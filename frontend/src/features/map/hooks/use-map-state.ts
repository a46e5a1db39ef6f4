// The state of a map: under the hand while something moves, in the address when it rests.
import { useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { mapParams, readMap, type MapState } from "../map-url";
import { samePlace, type Point } from "../plane";
import type { View } from "../view";

/** How long the point must stay where it is to count as resting, in milliseconds. */
const REST_MS = 250;
/** How long after the last step nearer or farther it goes into the address. */
const VIEW_REST_MS = 400;

export interface MapHand {
  /** As it stands in the address, with the point and the view where they are now. */
  readonly state: MapState;
  readonly resting: boolean;
  /** The point is on its way; it rests by itself a moment after the last move. */
  readonly move: (point: Point) => void;
  /** The point has arrived. */
  readonly rest: (point: Point) => void;
  readonly look: (change: (view: View) => View) => void;
  /** Another state, at once. */
  readonly set: (change: (state: MapState) => MapState) => void;
}

interface Held {
  readonly point: Point;
  readonly resting: boolean;
  /** The point of the address when this was set: another one there means that somebody went back, or followed a link. */
  readonly written: Point;
}

export function useMapState(): MapHand {
  const [params, setParams] = useSearchParams();
  const written = readMap(params);
  const [held, setHeld] = useState<Held>({ point: written.point, resting: true, written: written.point });
  const [seen, setSeen] = useState<View | null>(null);
  const newestView = useRef<View | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const viewTimer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      clearTimeout(viewTimer.current);
    },
    [],
  );
  if (!samePlace(held.written, written.point)) {
    setHeld({
      point: held.resting ? written.point : held.point,
      resting: held.resting,
      written: written.point,
    });
  }

  const set = (change: (state: MapState) => MapState) => {
    setParams(
      () => {
        // as it is now, not as it was drawn: a timer writes long after the render that started it
        const now = new URLSearchParams(window.location.search);
        return mapParams(now, change(readMap(now)));
      },
      { replace: true, preventScrollReset: true, flushSync: true },
    );
  };
  const rest = (point: Point) => {
    clearTimeout(timer.current);
    setHeld((before) => ({ ...before, point, resting: true }));
    set((now) => ({ ...now, point }));
  };
  const move = (point: Point) => {
    clearTimeout(timer.current);
    setHeld((before) => ({ ...before, point, resting: false }));
    timer.current = setTimeout(() => {
      rest(point);
    }, REST_MS);
  };
  const look = (change: (view: View) => View) => {
    const view = change(newestView.current ?? written.view);
    newestView.current = view;
    setSeen(view);
    clearTimeout(viewTimer.current);
    viewTimer.current = setTimeout(() => {
      newestView.current = null;
      set((now) => ({ ...now, view }));
      setSeen(null);
    }, VIEW_REST_MS);
  };
  const state = { ...written, point: held.point, view: seen ?? written.view };
  return { state, resting: held.resting, move, rest, look, set };
}
