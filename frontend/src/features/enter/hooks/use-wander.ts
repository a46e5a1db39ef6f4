// One step after the other, for as long as nobody pauses it; never where motion is not wanted.
import { useEffect, useState } from "react";
import { useMedia } from "./use-media";

const STEP_MS = 1500;

export interface Wander {
  readonly step: number;
  readonly paused: boolean;
  readonly pause: (paused: boolean) => void;
}

/** `held` stops it for a moment, as while a pointer looks elsewhere. */
export function useWander(held: boolean): Wander {
  const still = useMedia("(prefers-reduced-motion: reduce)");
  const [step, setStep] = useState(0);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const paused = chosen ?? still;
  useEffect(() => {
    if (paused || held) return;
    const timer = setInterval(() => {
      if (!document.hidden) setStep((now) => now + 1);
    }, STEP_MS);
    return () => {
      clearInterval(timer);
    };
  }, [paused, held]);
  return { step, paused, pause: setChosen };
}
