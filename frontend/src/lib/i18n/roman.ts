// Numbers in Roman numerals, as French writes its centuries: XVIIIe siècle.
const NUMERALS = [
  ["X", 10],
  ["IX", 9],
  ["V", 5],
  ["IV", 4],
  ["I", 1],
] as const;

export function roman(count: number): string {
  let [left, written] = [count, ""];
  for (const [letters, worth] of NUMERALS) {
    for (; left >= worth; left -= worth) written += letters;
  }
  return written;
}
