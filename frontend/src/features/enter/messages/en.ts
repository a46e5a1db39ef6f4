// Words of the first view, English.
import { formatIn } from "@/lib/i18n/format";

const { number } = formatIn("en");

export const messages = {
  heading: "Walk through the space between artworks",
  what: "Choose works from open museum collections, and explore the pictures that a machine, having studied thousands of them, imagines in between.",
  real: "The works are real; whatever is marked <made>in this blue</made> was drawn by the machine and is no object of any collection.",
  chooseWorks: "Choose works",
  surprise: "Surprise me",

  mosaic: {
    legend:
      "The works with a margin are of the collection; each picture between them was drawn for its place.",
    framed: "Here hangs",
    pause: "Pause",
    play: "Move on",
    open: "Open this map",
  },

  choose: {
    heading: (most: number) => `Choose up to ${number(most)} works`,
    kinds: "Kinds of works",
    search: "Search the works",
    placeholder: "An artist, a thing, a place…",
    withPicture: "Or begin with a picture of yours",
    pictureField: "Picture to begin with",
    pictureHint:
      "A picture of yours is compared with all works and forgotten. It can also be dropped here or pasted.",
    letGo: "Let go to see the works most like this picture.",
    list: "Works to choose from",
    theWorks: "the works",
    none: "No work fits these words and kinds.",
    showAll: "Show all works",
    fetching: "Fetching more works…",
    more: "Show more",
    shown: (count: number, total: number) => `${number(count)} of ${number(total)} works`,
    shownThatFit: (count: number, total: number) => `${number(count)} of ${number(total)} works that fit`,
  },

  kinds: {
    portraits: "Portraits",
    vases: "Vases",
    helmets: "Helmets",
    landscapes: "Landscapes",
    clocks: "Clocks and watches",
    instruments: "Instruments",
    swords: "Swords",
    drawings: "Drawings",
    prints: "Prints",
    furniture: "Furniture",
    ceramics: "Ceramics",
  },
};

export type Messages = typeof messages;
