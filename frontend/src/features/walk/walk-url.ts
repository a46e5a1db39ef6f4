// The state of a walk as it stands in its address: where it begins, the works it passes, how it goes.
import { isRecipe, readWorks, withWorks } from "@/lib/url/works";
import { isPace, type Easing, type Pace } from "./walk";

export interface WalkState {
  readonly works: readonly string[];
  /** The recipe of a picture that it begins at, found on a map or in a blend. */
  readonly start: string | null;
  readonly pace: Pace;
  readonly easing: Easing;
  readonly loop: boolean;
}

export function readWalk(params: URLSearchParams): WalkState {
  const start = params.get("start");
  const pace = params.get("pace") ?? "";
  return {
    works: readWorks(params),
    start: start !== null && isRecipe(start) ? start : null,
    pace: isPace(pace) ? pace : "calm",
    easing: params.get("easing") === "linear" ? "linear" : "smooth",
    loop: params.get("loop") !== "0",
  };
}

/** How many steps one has gone by hand: from 0, where it begins. */
export function readFrame(params: URLSearchParams): number {
  const said = params.get("at") ?? "";
  return /^\d{1,4}$/.test(said) ? Number(said) : 0;
}

/** The same parameters with another walk; what is as it would be anyway is left out. */
export function walkParams(params: URLSearchParams, walk: WalkState): URLSearchParams {
  const next = withWorks(params, walk.works);
  const set = (name: string, value: string | null) => {
    if (value === null) next.delete(name);
    else next.set(name, value);
  };
  set("start", walk.start);
  set("pace", walk.pace === "calm" ? null : walk.pace);
  set("easing", walk.easing === "smooth" ? null : walk.easing);
  set("loop", walk.loop ? null : "0");
  return next;
}
