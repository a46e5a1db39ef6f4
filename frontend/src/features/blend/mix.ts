// A mix: how much of each work goes into a blend and what is done to it then; as one word of an address, and back.

export const MAX_WEIGHT = 100;
export const WEIGHT = 50;
/** Towards a work or away from it, in hundredths. */
export const MAX_PULL = 100;
/** Along a direction, in tenths of a standard deviation. */
export const MAX_ALONG = 50;
/** The service moves along so many directions at most. */
export const MAX_DIRECTIONS = 8;
/** In hundredths; 100 leaves a seed as it is. */
export const MAX_TRUNCATION = 150;
export const TRUNCATION = 100;
export const MAX_VARIATION = 2 ** 31 - 1;

export interface Variation {
  readonly number: number;
  /** In hundredths of the way to it. */
  readonly amount: number;
}

export interface Mix {
  /** By the works' places, 0 to MAX_WEIGHT. */
  readonly weights: readonly number[];
  /** Which works are muted: their weight is kept and not counted. */
  readonly muted: readonly boolean[];
  /** More (above 0) or less like a work. */
  readonly pulls: readonly number[];
  readonly along: Readonly<Record<string, number>>;
  readonly truncation: number;
  readonly variation: Variation | null;
}

/** Equal parts of so many works, and nothing done to them. */
export function plainMix(works: number): Mix {
  return {
    weights: Array.from({ length: works }, () => WEIGHT),
    muted: Array.from({ length: works }, () => false),
    pulls: Array.from({ length: works }, () => 0),
    along: {},
    truncation: TRUNCATION,
    variation: null,
  };
}

/** One work alone. */
export function soloMix(works: number, place: number): Mix {
  const plain = plainMix(works);
  return { ...plain, weights: plain.weights.map((_, other) => (other === place ? MAX_WEIGHT : 0)) };
}

/** What a mix does beyond weighing the works. */
export function isMoved(mix: Mix): boolean {
  return (
    mix.pulls.some((pull) => pull !== 0) ||
    Object.values(mix.along).some((amount) => amount !== 0) ||
    (mix.variation !== null && mix.variation.amount > 0)
  );
}

/** Each work's share of 1; null where nothing is left to blend. */
export function sharesOf(mix: Mix): number[] | null {
  const counted = mix.weights.map((weight, place) => (mix.muted[place] === true ? 0 : weight));
  const total = counted.reduce((sum, weight) => sum + weight, 0);
  return total === 0 ? null : counted.map((weight) => weight / total);
}

/** The same mix over another list of works: numbers go with their works, and works that are new weigh nothing. */
export function overWorks(mix: Mix, from: readonly string[], to: readonly string[]): Mix {
  const taken = <T>(list: readonly T[], otherwise: T) => to.map((id) => list[from.indexOf(id)] ?? otherwise);
  return {
    ...mix,
    weights: taken(mix.weights, 0),
    muted: taken(mix.muted, false),
    pulls: taken(mix.pulls, 0),
  };
}

/**
 * "60.40.0_o3_p0.20.0_d.lightness.15_t80_v7.30": weights, then muted places, pulls, directions, truncation and variation
 * where there are any. Letters, digits and `-._` alone, which addresses leave as they are.
 */
export function writeMix(mix: Mix): string {
  const along = Object.entries(mix.along).filter(([, amount]) => amount !== 0);
  const off = mix.muted.flatMap((muted, place) => (muted ? [place + 1] : []));
  const { variation } = mix;
  return [
    mix.weights.join("."),
    off.length === 0 ? null : `o${off.join(".")}`,
    mix.pulls.some((pull) => pull !== 0) ? `p${mix.pulls.join(".")}` : null,
    along.length === 0 ? null : `d.${along.map(([id, amount]) => `${id}.${amount}`).join(".")}`,
    mix.truncation === TRUNCATION ? null : `t${mix.truncation}`,
    variation === null ? null : `v${variation.number}.${variation.amount}`,
  ]
    .filter((part) => part !== null)
    .join("_");
}

/** Whatever is not as `writeMix` writes it counts as not said. */
export function readMix(word: string | null, works: number): Mix {
  const plain = plainMix(works);
  const [weights = "", ...parts] = (word ?? "").split("_");
  const part = (letter: string) => parts.find((one) => one.startsWith(letter))?.slice(1) ?? "";
  const off = new Set(part("o").split("."));
  const pulls = part("p").split(".");
  const given = weights.split(".");
  return {
    weights: plain.weights.map((otherwise, place) => whole(given[place], 0, MAX_WEIGHT, otherwise)),
    muted: plain.muted.map((_, place) => off.has(String(place + 1))),
    pulls: plain.pulls.map((_, place) => whole(pulls[place], -MAX_PULL, MAX_PULL, 0)),
    along: readAlong(part("d").slice(1).split(".")),
    truncation: whole(part("t"), 0, MAX_TRUNCATION, TRUNCATION),
    variation: readVariation(part("v").split(".")),
  };
}

function readAlong(words: readonly string[]): Record<string, number> {
  const along: Record<string, number> = {};
  for (let at = 0; at + 1 < words.length && Object.keys(along).length < MAX_DIRECTIONS; at += 2) {
    const id = words[at] ?? "";
    const amount = whole(words[at + 1], -MAX_ALONG, MAX_ALONG, 0);
    if (/^[a-z][a-z0-9-]{0,63}$/.test(id) && amount !== 0) along[id] = amount;
  }
  return along;
}

function readVariation([number, amount]: readonly string[]): Variation | null {
  if (number === undefined || !/^\d{1,10}$/.test(number)) return null;
  return { number: whole(number, 0, MAX_VARIATION, 0), amount: whole(amount, 0, 100, 0) };
}

/** A whole number between two others; what is beyond them is taken to the nearer one. */
function whole(written: string | undefined, least: number, most: number, otherwise: number): number {
  if (written === undefined || !/^-?\d{1,10}$/.test(written)) return otherwise;
  return Math.min(most, Math.max(least, Number(written)));
}
