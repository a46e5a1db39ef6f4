// Centuries as the service words them ("5th century BC"), read so that each language can word them anew.
export interface Century {
  readonly count: number;
  readonly before: boolean;
}

export function readCentury(said: string): Century | null {
  const found = /^(\d{1,3})(?:st|nd|rd|th) century( BCE?)?$/.exec(said);
  return found === null ? null : { count: Number(found[1]), before: found[2] !== undefined };
}

const NUMERALS = [
  ["X", 10],
  ["IX", 9],
  ["V", 5],
  ["IV", 4],
  ["I", 1],
] as const;

/** French writes XVIIIe siècle. */
export function roman(count: number): string {
  let [left, written] = [count, ""];
  for (const [letters, worth] of NUMERALS) {
    for (; left >= worth; left -= worth) written += letters;
  }
  return written;
}
