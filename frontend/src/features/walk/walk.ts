// A walk: its stops and how it goes from one to the next; and which frame of its film shows which stop.

export const PACES = { brisk: 16, calm: 32, slow: 56 } as const;
export type Pace = keyof typeof PACES;
export type Easing = "smooth" | "linear";

export const FPS = 16;

export function isPace(word: string): word is Pace {
  return Object.hasOwn(PACES, word);
}

/** Ways from one stop to the next. */
function legsOf(stops: number, loop: boolean): number {
  return loop ? stops : stops - 1;
}

/** Frames of the whole film: so many for each leg, and of a walk that does not lead back, the last stop's own. */
export function framesOf(stops: number, loop: boolean, pace: Pace): number {
  return PACES[pace] * legsOf(stops, loop) + (loop ? 0 : 1);
}

/** The frame at which each stop is exactly what is seen, as the service has it. */
export function framesOfStops(stops: number, loop: boolean, frames: number): number[] {
  const steps = loop ? frames : frames - 1;
  return Array.from({ length: stops }, (_, stop) => Math.floor((stop * steps) / legsOf(stops, loop)));
}

/** A stop by its name, and the frame that shows it. */
export interface Stop {
  readonly name: string;
  readonly frame: number;
}

export function stopsOf(names: readonly string[], loop: boolean, frames: number): Stop[] {
  return framesOfStops(names.length, loop, frames).map((frame, stop) => ({ frame, name: names[stop] ?? "" }));
}

/** Where a frame is: on the way from one stop to another, so far of it; 0 at the stop itself. */
export interface Step {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

/** The step that a frame shows, as the service has it (smooth: Hermite's 3t² − 2t³). */
export function stepAt(frame: number, stops: number, loop: boolean, frames: number, easing: Easing): Step {
  const legs = legsOf(stops, loop);
  const steps = loop ? frames : frames - 1;
  const leg = Math.floor(((frame + 1) * legs - 1) / steps);
  const begin = Math.floor((leg * steps) / legs);
  const end = Math.floor(((leg + 1) * steps) / legs);
  const share = frame === begin ? 0 : (frame - begin) / (end - begin);
  return {
    from: leg % stops,
    to: (leg + 1) % stops,
    share: easing === "smooth" ? share * share * (3 - 2 * share) : share,
  };
}
