// The canvas: several blends as one picture, in a row or in rows, edge to edge or melting into each other.
import type { Mix } from "./mix";

export const ARRANGEMENTS = ["strip", "grid", "frieze"] as const;
export type Arrangement = (typeof ARRANGEMENTS)[number];

export const MAX_PIECES = 12;
export const MAX_BETWEEN = 6;
/** The service draws so many pictures for one composition, those in between counted. */
const MAX_DRAWN = 64;

export interface Canvas {
  readonly pieces: readonly Mix[];
  readonly as: Arrangement;
  /** Blends in between two neighbours. */
  readonly between: number;
  /** Pieces in a row of a grid; 0 leaves it to us. */
  readonly across: number;
}

export function isArrangement(word: string): word is Arrangement {
  return (ARRANGEMENTS as readonly string[]).includes(word);
}

/** In how many ways so many pieces fill whole rows of at least two, and at least two of them. */
export function rowsOf(pieces: number): number[] {
  const fits: number[] = [];
  for (let across = 2; across <= pieces / 2; across += 1) if (pieces % across === 0) fits.push(across);
  return fits;
}

/** What is asked of the service: rows, blends in between, and whether they melt; never more than it draws. */
export function arranged({ pieces, as, between, across }: Canvas): {
  across: number;
  between: number;
  melt: boolean;
} {
  const count = pieces.length;
  const fits = rowsOf(count);
  const squarest = fits.find((one) => one >= count / one) ?? count;
  const columns = as !== "grid" ? count : fits.includes(across) ? across : squarest;
  let kept = between;
  while (kept > 0 && drawn(columns, kept) * drawn(count / columns, kept) > MAX_DRAWN) kept -= 1;
  return { across: columns, between: kept, melt: as === "frieze" };
}

function drawn(count: number, between: number): number {
  return count + (count - 1) * between;
}
