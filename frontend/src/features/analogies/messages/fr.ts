// Words of the analogies, French.
import { formatIn } from "@/lib/i18n/format";
import { roman } from "@/lib/i18n/roman";
import type { Messages } from "./en";

const { plural } = formatIn("fr");

export const messages: Messages = {
  title: "Analogies",
  kinds: {
    culture: "Culture",
    medium: "Matière",
    century: "Siècle",
    classification: "Genre d’œuvre",
    artist: "Artiste",
    museum: "Musée",
  },
  across: {
    culture: (title) => `<cite>${title}</cite> à travers les cultures`,
    medium: (title) => `<cite>${title}</cite> à travers les matières`,
    century: (title) => `<cite>${title}</cite> à travers les siècles`,
    classification: (title) => `<cite>${title}</cite> à travers les genres d’œuvres`,
    artist: (title) => `<cite>${title}</cite> à travers les artistes`,
    museum: (title) => `<cite>${title}</cite> à travers les musées`,
  },
  nearest: {
    culture: "L’œuvre la plus proche dans chaque culture",
    medium: "L’œuvre la plus proche dans chaque matière",
    century: "L’œuvre la plus proche dans chaque siècle",
    classification: "L’œuvre la plus proche dans chaque genre",
    artist: "L’œuvre la plus proche de chaque artiste",
    museum: "L’œuvre la plus proche dans chaque musée",
  },
  none: {
    culture: "Aucune autre œuvre ici ne dit sa culture.",
    medium: "Aucune autre œuvre ici ne dit sa matière.",
    century: "Aucune autre œuvre ici ne dit sa date.",
    classification: "Aucune autre œuvre ici ne dit son genre.",
    artist: "Aucune autre œuvre ici ne dit qui l’a faite.",
    museum: "Aucune autre œuvre ici ne dit où elle est.",
  },
  noneUnder: "Aucune autre œuvre ne remplit toutes ces conditions. Retirez-en une pour en voir davantage.",
  sideBySide: "Côte à côte",
  each: "De chacun",
  lead: "Dans chacun, les œuvres qui lui ressemblent le plus, les plus proches d’abord. Rien n’est omis : de chaque groupe, toutes les œuvres ont été comparées.",
  comparing: "Comparaison…",
  shown: (count) => plural(count, { one: "# groupe", other: "# groupes" }),
  more: "Montrer d’autres groupes",
  kin: "les œuvres parentes",
  century: (count, before) =>
    `${roman(count)}${count === 1 ? "er" : "e"} siècle${before ? " avant notre ère" : ""}`,
};
