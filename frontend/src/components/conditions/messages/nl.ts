// Words of conditions, Dutch.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("nl");

export const messages: Messages = {
  filters: "Filters",
  filtersOf: (count) => `Filters (${number(count)})`,
  hideFilters: "Filters verbergen",
  narrow: "Onder een voorwaarde",
  narrowed: (count) => plural(count, { one: "Onder # voorwaarde", other: "Onder # voorwaarden" }),
  conditions: "Voorwaarden",
  yearsLegend: "Jaren",
  group: (place) => `Mogelijkheid ${number(place)}`,
  exception: (place) => `Uitzondering ${number(place)}`,
  or: "of",
  and: "en",
  not: (value) => `niet ${value}`,
  butNot: "maar niet",
  addAlternative: "Of …",
  addException: "Maar niet …",
  beginAlternative: "Een andere mogelijkheid: kies de kenmerken bij de filters.",
  beginException: "Een uitzondering: kies de kenmerken bij de filters.",
  change: "Wijzigen",
  changing: "De filters wijzigen dit",
  takeAway: (value) => `${value} weghalen`,
  takeAwayYears: "De jaren weghalen",
  clearAll: "Alles wissen",
  until: (year) => `tot ${year}`,
  since: (year) => `vanaf ${year}`,
  leaveOut: (value) => `${value} weglaten`,
  showMore: (count) => `Nog ${number(count)} tonen`,
  showFewer: "Minder tonen",
  findIn: (facet) => `Zoeken in ${facet}`,
  noneLike: (words) => `Niets dat lijkt op ‘${words}’`,
  unknown: (value) => `Geen werk hier vermeldt ‘${value}’.`,
  meant: "Bedoelde u",
};
