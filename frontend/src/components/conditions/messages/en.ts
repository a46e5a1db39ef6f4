// Words of conditions, English.
import { formatIn } from "@/lib/i18n/format";

const { number, plural } = formatIn("en");

export const messages = {
  filters: "Filters",
  filtersOf: (count: number) => `Filters (${number(count)})`,
  hideFilters: "Hide filters",
  narrow: "Under a condition",
  narrowed: (count: number) => plural(count, { one: "Under # condition", other: "Under # conditions" }),
  conditions: "Conditions",
  yearsLegend: "Years",
  group: (place: number) => `Alternative ${number(place)}`,
  exception: (place: number) => `Exception ${number(place)}`,
  or: "or",
  and: "and",
  not: (value: string) => `not ${value}`,
  butNot: "but not",
  addAlternative: "Or …",
  addException: "But not …",
  beginAlternative: "An alternative: choose its facts among the filters.",
  beginException: "An exception: choose its facts among the filters.",
  change: "Change",
  changing: "The filters change this",
  takeAway: (value: string) => `Take away ${value}`,
  takeAwayYears: "Take away the years",
  clearAll: "Clear all",
  until: (year: string) => `until ${year}`,
  since: (year: string) => `since ${year}`,
  leaveOut: (value: string) => `Leave out ${value}`,
  showMore: (count: number) => `Show ${number(count)} more`,
  showFewer: "Show fewer",
  findIn: (facet: string) => `Find in ${facet}`,
  noneLike: (words: string) => `Nothing like “${words}”`,
  unknown: (value: string) => `No work here says “${value}”.`,
  meant: "Did you mean",
};

export type Messages = typeof messages;
