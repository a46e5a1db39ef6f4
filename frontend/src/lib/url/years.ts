// A range of years as a visitor writes it: two fields in, a range open on either side or what is wrong with it out.
import { words } from "@/lib/messages";
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
    return { wrong: words().years.notAYear };
  }
  if (dateFrom !== null && dateTo !== null && dateFrom > dateTo) {
    return { wrong: words().years.wrongOrder };
  }
  return { dateFrom, dateTo };
}

/** A typographic minus is as good as a hyphen. */
function plain(written: string): string {
  return written.trim().replace("\u2212", "-");
}
