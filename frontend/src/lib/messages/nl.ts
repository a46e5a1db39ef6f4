// Shared words, Dutch.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("nl");

export const messages: Messages = {
  untitled: "Werk zonder titel",
  untitledOf: (kind) => `Zonder titel (${kind})`,
  makerNotKnown: "Maker onbekend",
  ownPicture: "Uw beeld",
  ownPictureMaker: "Zoals de generator het tekent",
  original: "Origineel",
  originalOf: (museum) => `Origineel, ${museum}`,
  alike: (percent) => `${percent} gelijkenis`,

  facets: {
    classification: "Soort",
    culture: "Cultuur",
    medium: "Materiaal",
    artist: "Kunstenaar",
    museum: "Museum",
    department: "Afdeling",
  },

  generated: "Gegenereerd",
  generatedBadge: "Gegenereerd, geen kunstwerk",
  generatedRendering: "Gegenereerde weergave",
  generatedNote: "Getekend door de generator — geen voorwerp uit een collectie",
  renderingOf: (work) => `De weergave door de generator van ${work}`,
  noPicture: "Geen afbeelding beschikbaar",
  originalsOutOfReach:
    "De afbeeldingen van sommige musea zijn onbereikbaar; weergaven van de generator staan op hun plaats.",

  somethingWrong: "Er ging iets mis",
  noReason: (status) =>
    `De dienst antwoordde ${status} zonder te zeggen waarom. Probeer het zo meteen opnieuw.`,
  unreachedTitle: "De studio is onbereikbaar",
  unreachedDetail: "Er kwam geen antwoord. Controleer de verbinding en probeer het opnieuw.",
  requestId: (id) => `Verzoek ${id}`,
  tryAgain: "Opnieuw proberen",
  waitingFor: (what) => `Wachten op ${what}`,

  years: {
    from: "Van",
    to: "tot",
    set: "Stel in",
    setYears: "Stel jaren in",
    notAYear: "Een jaar is een geheel getal tot 9999; −480 betekent 480 v.Chr.",
    wrongOrder: "Het eerste jaar komt na het laatste.",
  },

  card: {
    use: (title) => `Kies: ${title}`,
    full: (most) => `Er zijn al ${number(most)} werken gekozen; haal er eerst een weg`,
  },

  keep: {
    toKeep: "Bewaren",
    isKept: "Bewaard",
    keep: (title) => `Op uw plank bewaren: ${title}`,
    kept: (title) => `Bewaard op uw plank; weghalen: ${title}`,
    full: "Uw plank is vol; haal er eerst iets af",
  },

  zoom: {
    what: "beeld om van dichtbij te bekijken",
    nearer: "Dichterbij",
    farther: "Verder weg",
    whole: "Hele beeld",
  },

  upload: {
    photo: "Maak een foto",
    tooLarge: "Te groot",
    size: (size, limit) =>
      `Dit beeld is ${size} MiB groot; hoogstens ${number(limit)} MiB kan bekeken worden. Sla het kleiner op en probeer het opnieuw.`,
    invalid: "Geen beeld",
    empty: "Dit bestand is leeg; kies een ander beeld.",
  },

  why: {
    where: "Waar?",
    oneIn: (pairs) => `Zo gelijkend als één op ${number(pairs)} paren werken`,
    rarer: (pairs) => `Gelijkender dan alle paren werken op één van de ${number(pairs)} na`,
    common: "Niet gelijkender dan veel paren werken",
    shared: (facts) => `Gemeen: ${facts}`,
    facts: { artist: "kunstenaar", culture: "cultuur", classification: "soort werk", century: "eeuw" },
  },

  tray: {
    label: "Gekozen werken",
    chosen: (count, most) => `${number(count)} van ${number(most)} werken gekozen`,
    toGo: (missing) => plural(missing, { one: "nog één te gaan", other: "nog # te gaan" }),
    map: "Open de kaart",
    walk: "Wandeling",
    blend: "Mengen",
    more: "Kies er meer",
    takeAway: (title) => `Haal ${title} weg`,
  },
};
