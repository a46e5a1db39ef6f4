// Words of the first view, Dutch.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number } = formatIn("nl");

export const messages: Messages = {
  heading: "Wandel door de ruimte tussen kunstwerken",
  what: "Kies werken uit open museumcollecties en verken de beelden die een machine, na er duizenden te hebben bestudeerd, ertussen verbeeldt.",
  real: "De werken zijn echt; alles wat <made>in dit blauw</made> is gemerkt, is door de machine getekend en is geen voorwerp uit een collectie.",
  chooseWorks: "Kies werken",
  surprise: "Verras me",

  mosaic: {
    legend: "De werken met een marge zijn uit de collectie; elk beeld ertussen is voor zijn plek getekend.",
    framed: "Hier hangt",
    pause: "Pauze",
    play: "Ga verder",
    open: "Open deze kaart",
  },

  choose: {
    heading: (most) => `Kies tot ${number(most)} werken`,
    kinds: "Soorten werken",
    search: "Zoek in de werken",
    placeholder: "Een kunstenaar, een ding, een plaats…",
    withPicture: "Of begin met een eigen beeld",
    pictureField: "Beeld om mee te beginnen",
    pictureHint:
      "Uw beeld wordt met alle werken vergeleken en vergeten. U kunt het ook hierheen slepen of plakken.",
    letGo: "Laat los om de werken te zien die het meest op dit beeld lijken.",
    list: "Werken om uit te kiezen",
    theWorks: "de werken",
    none: "Geen werk past bij deze woorden en soorten.",
    showAll: "Toon alle werken",
    fetching: "Meer werken komen eraan…",
    more: "Toon meer",
    shown: (count, total) => `${number(count)} van ${number(total)} werken`,
    shownThatFit: (count, total) => `${number(count)} van ${number(total)} passende werken`,
  },

  kinds: {
    portraits: "Portretten",
    vases: "Vazen",
    helmets: "Helmen",
    landscapes: "Landschappen",
    clocks: "Klokken en horloges",
    instruments: "Instrumenten",
    swords: "Zwaarden",
    drawings: "Tekeningen",
    prints: "Prenten",
    furniture: "Meubels",
    ceramics: "Keramiek",
  },
};
