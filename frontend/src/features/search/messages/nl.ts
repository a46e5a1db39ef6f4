// Words of the search, Dutch.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("nl");

export const messages: Messages = {
  title: "Zoeken",
  heading: "Zoek in de collectie",
  words: "Zoek naar woorden",
  placeholder: "Kunstenaar, titel, plaats, materiaal…",
  withPicture: "Zoek met een beeld",
  pictureField: "Beeld om mee te zoeken",
  dropHint:
    "U kunt een beeld ook hierheen slepen of plakken, of in plaats van woorden het https-adres van een museumfoto invullen. Het wordt vergeleken en vergeten.",
  letGo: "Laat los om dit beeld te vergelijken.",
  results: "Resultaten",
  byWords: "Weer met woorden zoeken",
  none: "Geen werk past",
  noneWordsConditions: (words) =>
    `Niets in de collectie heeft ‘${words}’ onder deze voorwaarden. Minder voorwaarden, of een korter woord, vinden misschien iets: ook het begin van een woord telt.`,
  noneWords: (words) =>
    `Niets in de collectie heeft ‘${words}’. Probeer een korter woord, want ook het begin van een woord telt, of een andere spelling.`,
  noneConditions: "Geen werk past bij al deze voorwaarden tegelijk. Haal er een weg om meer te zien.",
  showAll: "Toon alle werken",
  found: "Gevonden werken",
  theWorks: "de gevonden werken",
  count: (count) => plural(count, { one: "# werk", other: "# werken" }),
  of: (shown, all) => `${number(shown)} van ${number(all)}`,
  more: "Meer tonen",
  fetching: "Meer werken worden gehaald…",
};
