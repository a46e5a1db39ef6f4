// Words of a work's page, Dutch.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("nl");

export const messages: Messages = {
  title: "Werk",
  cannotShow: "Dit werk kan niet getoond worden",
  waiting: "Het werk komt eraan",
  facts: "Meer met hetzelfde",
  period: "Periode",
  materials: "Gemaakt van",
  tags: "Toont",
  hues: "Kleuren",
  looks: "Aanblik",
  byProgram: "Door een programma uit de foto gelezen, niet door het museum.",
  objectPage: (museum) => `De pagina van het werk: ${museum}`,
  itsMuseum: "het museum",
  waitingForPicture: "De foto van het museum komt eraan…",
  rendering: "De weergave van de generator, niet het werk zelf.",
  noPictureKnown: "Deze collectie kent geen foto van het origineel.",
  outOfReach: (museum) => `De foto is van hier niet bereikbaar (${museum}).`,
  theMuseum: "het museum",
  closer: "Van dichtbij bekijken",
  closeCloser: "Sluiten",
  fidelity: {
    first: (all) =>
      `Met alleen deze weergave vindt de zoekmachine het werk zelf als eerste van ${number(all)}: wat het tot dit werk maakt, is er.`,
    near: (place, all) =>
      `Met alleen deze weergave vindt de zoekmachine het werk zelf op plaats ${number(place)} van ${number(all)}: de gelijkenis is los.`,
    far: (place, all) =>
      `Met alleen deze weergave vindt de zoekmachine het werk zelf pas op plaats ${number(place)} van ${number(all)}: er is weinig van over.`,
    lost: (shown, all) =>
      `Met alleen deze weergave vindt de zoekmachine het werk niet bij de ${number(shown)} naaste van ${number(all)}: het is nauwelijks te herkennen.`,
  },
  useInMap: "Op de kaart zetten",
  takeOut: "Van de kaart halen",
  useInBlend: "In een mengsel gebruiken",
  useInWalk: "In een wandeling gebruiken",
  full: (most) => `Er zijn al ${number(most)} werken gekozen; haal er eerst een weg.`,
  oneMore: "Gekozen. Een kaart heeft er nog een nodig: kies er hieronder een, of <enter>uit alle</enter>.",
  kin: "De naaste verwanten in elke cultuur, elk materiaal en elke eeuw",
  chain: (title) => `De keten van werken van hier naar <cite>${title}</cite>`,
  connect: "Vind de keten van werken naar een ander",
  similar: {
    heading: "Werken die op dit werk lijken",
    onlySame: "Alleen werken met hetzelfde",
    same: {
      culture: "Zelfde cultuur",
      medium: "Zelfde materiaal",
      classification: "Zelfde soort",
      artist: "Zelfde kunstenaar",
      museum: "Zelfde museum",
    },
    comparing: "Vergelijken…",
    nearest: (shown, all) => `De ${number(shown)} naaste van ${number(all)} werken`,
    fit: (count) =>
      plural(count, {
        one: "# werk past bij deze voorwaarden",
        other: "# werken passen bij deze voorwaarden",
      }),
    none: "Geen ander werk past bij al deze voorwaarden. Haal er een weg om meer te zien.",
    notClose: "Niets hier lijkt er echt op; deze komen het dichtst in de buurt.",
    label: "Gelijkende werken",
    waiting: "gelijkende werken",
  },
};
