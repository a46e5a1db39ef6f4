// The space of seeds, pure maths, as the service reckons it: recipes and places in, the seed of a point of a map out.

/** A seed as a recipe holds it: whole steps of 1/4096. */
export type Steps = Int16Array;

const LENGTH = 140;
const STEP = 1 / 4096;
/** At a point of a map at most this many landmarks count. */
const NEAREST = 6;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** The seed in a recipe, `{release}.{truncation}.{size}.{base64url of 140 little-endian int16}`; null where it is none. */
export function stepsOf(recipe: string): Steps | null {
  const written = recipe.split(".")[3]?.replaceAll("-", "+").replaceAll("_", "/");
  if (written === undefined || !/^[A-Za-z0-9+/]+$/.test(written)) return null;
  const bytes = Uint8Array.from(atob(written), (letter) => letter.charCodeAt(0));
  if (bytes.length !== 2 * LENGTH) return null;
  const view = new DataView(bytes.buffer);
  return Int16Array.from({ length: LENGTH }, (_, place) => view.getInt16(2 * place, true));
}

/** What the generator is given. */
export function seedOf(steps: Steps, truncation = 1): Float32Array {
  return Float32Array.from(steps, (step) => step * STEP * truncation);
}

/** Rounds as a recipe does, half to even. */
export function quantised(seed: readonly number[]): Steps {
  return Int16Array.from(seed, (number) => {
    const scaled = number / STEP;
    const below = Math.floor(scaled);
    const rounded = scaled - below === 0.5 ? below + Math.abs(below % 2) : Math.round(scaled);
    return Math.min(32767, Math.max(-32768, rounded));
  });
}

/**
 * Mixes seeds by weights ≥ 0, not all zero, and rescales the sum, which would be too short, to the weighted mean of
 * their lengths. All weight on one gives that one.
 */
export function blended(seeds: readonly Steps[], weights: readonly number[]): Steps {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const heaviest = weights.indexOf(Math.max(...weights));
  const alone = seeds[heaviest] ?? new Int16Array(LENGTH);
  if (weights[heaviest] === total) return alone;
  const mixed = new Array<number>(LENGTH).fill(0);
  let wanted = 0;
  seeds.forEach((steps, place) => {
    const share = (weights[place] ?? 0) / total;
    const seed = Array.from(steps, (step) => step * STEP);
    wanted += share * Math.hypot(...seed);
    seed.forEach((number, at) => {
      mixed[at] = (mixed[at] ?? 0) + share * number;
    });
  });
  const length = Math.hypot(...mixed);
  if (length < 1e-6 * Math.max(wanted, 1e-6)) return alone;
  return quantised(mixed.map((number) => number * (wanted / length)));
}

/** How much each landmark counts at a point: 1 in all, and exactly 1 at a landmark's own place. */
export function weightsAt({ x, y }: Place, landmarks: readonly Place[]): number[] {
  const away = landmarks.map((one) => Math.hypot(one.x - x, one.y - y));
  const here = away.filter((far) => far === 0).length;
  if (here > 0) return away.map((far) => (far === 0 ? 1 / here : 0));
  let closeness = away.map((far) => 1 / far);
  if (closeness.length > NEAREST) {
    const first = [...closeness].sort((a, b) => b - a)[NEAREST] ?? 0;
    const rest = closeness.map((close) => Math.max(close - first, 0));
    // all are equally far
    if (rest.some((close) => close > 0)) closeness = rest;
  }
  const total = closeness.reduce((sum, close) => sum + close ** 2, 0);
  return closeness.map((close) => close ** 2 / total);
}

/** Whether two seeds are the same but for rounding. */
export function sameSeed(one: Steps, other: Steps): boolean {
  return one.length === other.length && one.every((step, place) => Math.abs(step - (other[place] ?? 0)) <= 1);
}
