// Words of the connections, Dutch.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("nl");

export const messages: Messages = {
  title: "Verbindingen",
  fromTo: (from, to) => `Van <cite>${from}</cite> naar <cite>${to}</cite>`,
  from: (from) => `Van <cite>${from}</cite> naar …`,
  lead: (steps) =>
    plural(steps, {
      one: "Eén stap: de twee zijn buren.",
      other: "# stappen, elk naar een van de 15 werken die het dichtst bij het vorige liggen.",
    }),
  looking: "De weg wordt gezocht…",
  exhausted: "Geen keten van nabije werken leidt erheen.",
  exhaustedUnder:
    "Onder deze voorwaarden leidt geen keten van nabije werken erheen. Haal er een weg, of zoek andersom.",
  gaveUp: (looked) =>
    `De weg is niet gevonden: na de buren van ${number(looked)} werken hield het zoeken op. De twee liggen ver uit elkaar.`,
  begin: "Begin",
  alike: (percent) => `${percent} gelijkend`,
  weakest: "de zwakste stap",
  weakestNamed: (from, to, percent) =>
    `De zwakste stap leidt van <cite>${from}</cite> naar <cite>${to}</cite>: ze lijken voor ${percent} op elkaar.`,
  chain: "De keten van werken",
  theChain: "de keten",
  turn: "Andersom",
  other: "Een ander eind",
  back: (title) => `Terug naar <cite>${title}</cite>`,
  choose: "Naar welk werk moet de keten leiden?",
  search: "Zoek het werk aan het eind",
  placeholder: "Kunstenaar, titel, plaats, materiaal…",
  leadTo: (title) => `Leid de keten naar ${title}`,
  some: "Enkele werken om uit te kiezen",
  works: "werken",
  none: (words) => `Niets in de collectie heeft ‘${words}’.`,
};
