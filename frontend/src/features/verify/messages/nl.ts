// Words of the check of a picture's origin, Dutch.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { percent } = formatIn("nl");

export const messages: Messages = {
  title: "Heeft een model dit getekend?",
  lead: "Alles wat hier getekend wordt, draagt merken: een watermerk in de pixels, een regel in het bestand en bij downloads een ondertekend verslag van de herkomst. Geef een beeld, en de merken ervan worden u voorgelezen. Het wordt bekeken en vergeten.",
  give: "Een beeld controleren",
  field: "Te controleren beeld",
  another: "Een ander beeld controleren",
  dropHint: "U kunt het ook hierheen slepen of plakken.",
  letGo: "Laat los om dit beeld te controleren.",
  checking: "De merken worden gelezen…",
  yours: "Uw beeld",
  verdict: {
    ours: "Ja. Gen Studio heeft dit beeld getekend.",
    claimed: "Het bestand zegt van wel, maar ons watermerk zit er niet in.",
    unmarked: "Er is geen merk van een model gevonden.",
  },
  means: {
    ours: "Het is geen object van enige collectie.",
    claimed:
      "Iedereen kan in een bestand schrijven. Een ander programma kan het getekend hebben, of iemand zegt het alleen maar.",
    unmarked:
      "Dat bewijst niets: andere generatoren merken anders of helemaal niet, en een merk kan verloren gaan als een beeld bijgesneden, verkleind of gefotografeerd wordt.",
  },
  marks: "De merken, één voor één",
  watermark: "Watermerk in de pixels",
  watermarkFound: (scale) =>
    scale === null ? "Gevonden." : `Gevonden, in een beeld van ${scale} van de eerste grootte.`,
  watermarkNone: "Niet gevonden.",
  metadata: "Regel in het bestand (XMP)",
  metadataFound: (tool) => `Daar staat ${tool} als maker. Iedereen kan dat schrijven.`,
  metadataOther: "Er staan aantekeningen in het bestand, maar geen van een generator.",
  metadataNone: "Het bestand zegt niets.",
  noTool: "een generator",
  signature: "Ondertekend verslag (C2PA)",
  signatures: {
    none: "Geen. Alleen downloads hebben er een.",
    broken: "Het is gebroken: het bestand is na ondertekening veranderd, dus wat erin staat telt niet.",
    ours: "Gaaf, en ondertekend door deze studio.",
    stranger: "Gaaf, maar ondertekend door iemand die deze studio niet kent.",
  },
  signer: (name) => `Ondertekend als ‘${name}’.`,
  redrawing: "Opnieuw getekend",
  redrawings: {
    none: "Er is geen recept gevonden, dus het kan niet opnieuw getekend worden.",
    elsewhere: "Het recept is van een andere release dan die nu draait, en die kan het niet tekenen.",
    exact: "Deze release tekent het recept opnieuw, en elke pixel is gelijk.",
    alike:
      "Deze release tekent het recept opnieuw, en het is hetzelfde beeld, opnieuw opgeslagen of geschaald.",
    other:
      "Deze release tekent het recept opnieuw, maar het ziet er anders uit: het beeld is bijgesneden of bewerkt, of draagt de merken van een ander.",
  },
  again: "Het recept, opnieuw getekend",
  recipe: "Recept",
  release: "Release",
  parents: "Gemaakt van deze werken",
  share: (weight) => percent(weight),
};
