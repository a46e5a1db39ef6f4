// The walk before it is filmed: every step of it drawn live, as one moves along.
import { useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { PictureFrame } from "@/components/PictureFrame";
import { useKeptInAddress } from "@/components/use-kept-in-address";
import { MOVING, RESTING, useLivePicture } from "@/components/use-live-picture";
import type { Thing } from "@/lib/api/things";
import { useMessages } from "@/lib/i18n/catalogue";
import { percent } from "@/lib/label";
import { drawStep } from "../api/draw-step";
import { walkMessages } from "../messages";
import { stepAt, type Easing, type Stop } from "../walk";
import { readFrame } from "../walk-url";
import { Scrubber } from "./Scrubber";

const REST_MS = 250;

interface Props {
  things: readonly Thing[];
  stops: readonly Stop[];
  frames: number;
  loop: boolean;
  easing: Easing;
}

export function ByHand({ things, stops, frames, loop, easing }: Props) {
  const say = useMessages(walkMessages);
  const [params] = useSearchParams();
  const [at, setAt] = useState(() => readFrame(params));
  const [moving, setMoving] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  const frame = Math.min(at, frames - 1); // the walk may have become shorter
  useKeptInAddress("at", frame === 0 ? null : String(frame));
  const step = stepAt(frame, things.length, loop, frames, easing);
  const [from, to] = [things[step.from], things[step.to]];
  const live = useLivePicture(
    from === undefined || to === undefined
      ? null
      : {
          key: JSON.stringify([from, to, step.share]),
          asked: { from, to, share: step.share },
          size: moving ? MOVING : RESTING,
        },
    drawStep,
  );
  const [here, next] = [stops[step.from]?.name ?? "", stops[step.to]?.name ?? ""];
  const where = step.share === 0 ? here : say.between(percent(step.share), here, next);
  return (
    <div>
      <PictureFrame live={live} shares={where} />
      <Scrubber
        frame={frame}
        frames={frames}
        stops={stops}
        words={{ label: say.byHand, value: where, stops: say.stopsByHand, goTo: say.goToByHand }}
        onGo={(next) => {
          setAt(next);
          setMoving(true);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => {
            setMoving(false);
          }, REST_MS);
        }}
      />
    </div>
  );
}
