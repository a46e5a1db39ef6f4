// How rare a likeness is, in plain words: "as alike as one in 200 pairs of works" says more than a cosine.
import type { Match } from "./api/types";
import { format } from "./i18n/format";
import { words } from "./messages";

/** Below this share of pairs that are less alike, nothing is worth saying. */
const WORTH_SAYING = 0.9;
/** The service compares with 20,000 random pairs, so that rarer is only a guess. */
const RAREST = 10_000;

/** `percentile`: share of random pairs of works that are less alike. */
export function likeness(percentile: number): string {
  const t = words().why;
  if (percentile < WORTH_SAYING) return t.common;
  if (percentile > 1 - 1 / RAREST) return t.rarer(RAREST);
  return t.oneIn(rounded(1 / (1 - percentile)));
}

/** "In common: artist, century", or null. */
export function sharedFacts(shared: Match["shared"]): string | null {
  const t = words().why;
  return shared.length === 0 ? null : t.shared(format().list(shared.map((fact) => t.facts[fact])));
}

/** To its first figure, and two from 10 to 20: 187 → 200, 14.3 → 14. */
function rounded(value: number): number {
  const figure = 10 ** Math.floor(Math.log10(value));
  return value < 20 ? Math.round(value) : Math.round(value / figure) * figure;
}
