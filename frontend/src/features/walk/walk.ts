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
