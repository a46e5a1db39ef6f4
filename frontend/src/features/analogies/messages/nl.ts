// Words of the analogies, Dutch.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { plural } = formatIn("nl");

export const messages: Messages = {
  title: "Analogieën",
  kinds: {
    culture: "Cultuur",
    medium: "Materiaal",
    century: "Eeuw",
    classification: "Soort werk",
    artist: "Kunstenaar",
    museum: "Museum",
  },
  across: {
    culture: (title) => `<cite>${title}</cite> door de culturen heen`,
    medium: (title) => `<cite>${title}</cite> door de materialen heen`,
    century: (title) => `<cite>${title}</cite> door de eeuwen heen`,
    classification: (title) => `<cite>${title}</cite> door de soorten werken heen`,
    artist: (title) => `<cite>${title}</cite> langs de kunstenaars`,
    museum: (title) => `<cite>${title}</cite> langs de musea`,
  },
  nearest: {
    culture: "Naaste werk in elke cultuur",
    medium: "Naaste werk in elk materiaal",
    century: "Naaste werk in elke eeuw",
    classification: "Naaste werk in elke soort",
    artist: "Naaste werk van elke kunstenaar",
    museum: "Naaste werk in elk museum",
  },
  none: {
    culture: "Geen ander werk hier vermeldt zijn cultuur.",
    medium: "Geen ander werk hier vermeldt zijn materiaal.",
    century: "Geen ander werk hier vermeldt wanneer het gemaakt is.",
    classification: "Geen ander werk hier vermeldt wat voor werk het is.",
    artist: "Geen ander werk hier vermeldt wie het maakte.",
    museum: "Geen ander werk hier vermeldt waar het is.",
  },
  noneUnder: "Geen ander werk past bij al deze voorwaarden. Haal er een weg om meer te zien.",
  sideBySide: "Naast elkaar",
  each: "Van elk",
  lead: "In elk de werken die er het meest op lijken, de naaste eerst. Niets is weggelaten: van elke groep zijn alle werken vergeleken.",
  comparing: "Vergelijken…",
  shown: (count) => plural(count, { one: "# groep", other: "# groepen" }),
  more: "Meer groepen tonen",
  kin: "verwanten",
  century: (count, before) => `${count}e eeuw${before ? " voor onze jaartelling" : ""}`,
};
