// Words of conditions, French.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("fr");

export const messages: Messages = {
  filters: "Filtres",
  filtersOf: (count) => `Filtres (${number(count)})`,
  hideFilters: "Masquer les filtres",
  narrow: "Sous condition",
  narrowed: (count) => plural(count, { one: "Sous # condition", other: "Sous # conditions" }),
  conditions: "Conditions",
  yearsLegend: "Années",
  group: (place) => `Possibilité ${number(place)}`,
  exception: (place) => `Exception ${number(place)}`,
  or: "ou",
  and: "et",
  not: (value) => `sans ${value}`,
  butNot: "sauf",
  addAlternative: "Ou …",
  addException: "Sauf …",
  beginAlternative: "Une autre possibilité : choisissez ses critères parmi les filtres.",
  beginException: "Une exception : choisissez ses critères parmi les filtres.",
  change: "Modifier",
  changing: "Les filtres agissent ici",
  takeAway: (value) => `Retirer ${value}`,
  takeAwayYears: "Retirer les années",
  clearAll: "Tout effacer",
  until: (year) => `jusqu’en ${year}`,
  since: (year) => `à partir de ${year}`,
  leaveOut: (value) => `Écarter ${value}`,
  showMore: (count) => `${number(count)} de plus`,
  showFewer: "Réduire",
  findIn: (facet) => `Chercher dans ${facet}`,
  noneLike: (words) => `Rien qui ressemble à « ${words} »`,
  unknown: (value) => `Aucune œuvre ne porte « ${value} ».`,
  meant: "Vouliez-vous dire",
};
