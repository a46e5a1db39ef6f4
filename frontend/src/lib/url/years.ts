// A range of years as a visitor writes it: two fields in, a range open on either side or what is wrong with it out.
import { readYear } from "./condition";

export interface Years {
  readonly dateFrom: number | null;
  readonly dateTo: number | null;
}

export function readYears(from: string, to: string): Years | { readonly wrong: string } {
  const [first, last] = [from, to].map(plain);
  const dateFrom = readYear(first ?? "");
  const dateTo = readYear(last ?? "");
  if ((first !== "" && dateFrom === null) || (last !== "" && dateTo === null)) {
    return { wrong: "A year is a whole number up to 9999; −480 means 480 BCE." };
  }
  if (dateFrom !== null && dateTo !== null && dateFrom > dateTo) {
    return { wrong: "The first year is after the last one." };
  }
  return { dateFrom, dateTo };
}

/** A typographic minus is as good as a hyphen. */
function plain(written: string): string {
  return written.trim().replace("\u2212", "-");
}
