// The state of a blend: under the hand while something moves, in the address, as a step of its history, when it rests.
import { useLayoutEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { blendParams, readBlend, type BlendState } from "../blend-url";
import { writeMix, type Mix } from "../mix";

/** How long nothing must move for it to count as resting, in milliseconds. */
const REST_MS = 350;

export interface BlendHand {
  readonly state: BlendState;
  readonly resting: boolean;
  /** The mix is on its way; it rests by itself a moment after the last move. */
  readonly move: (change: (mix: Mix) => Mix) => void;
  /** Another state, at once. */
  readonly set: (change: (state: BlendState) => BlendState) => void;
}

export function useBlend(): BlendHand {
  const [params, setParams] = useSearchParams();
  const written = readBlend(params);
  const word = `${params.get("works") ?? ""}?${writeMix(written.mix)}`;
  const [moving, setMoving] = useState<{ mix: Mix; from: string } | null>(null);
  const newest = useRef<Mix | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // before the next event: cleared later, it would take a move with it that began meanwhile
  useLayoutEffect(
    () => () => {
      // what was on its way belongs to the address before
      clearTimeout(timer.current);
      newest.current = null;
    },
    [word],
  );
  // another mix in the address than the one this move began from: somebody went back, or followed a link
  if (moving !== null && moving.from !== word) setMoving(null);

  const held = moving !== null && moving.from === word ? moving.mix : null;
  const state = held === null ? written : { ...written, mix: held };

  const write = (change: (state: BlendState) => BlendState) => {
    clearTimeout(timer.current);
    newest.current = null;
    setMoving(null);
    setParams((now) => blendParams(now, change(readBlend(now))), {
      preventScrollReset: true,
      flushSync: true,
    });
  };
  const move = (change: (mix: Mix) => Mix) => {
    const mix = change(newest.current ?? state.mix);
    newest.current = mix;
    setMoving({ mix, from: word });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      write((now) => ({ ...now, mix }));
    }, REST_MS);
  };
  const set = (change: (state: BlendState) => BlendState) => {
    const mix = newest.current;
    write((now) => change(mix === null ? now : { ...now, mix }));
  };
  return { state, resting: held === null, move, set };
}
