// Words of the first view, French.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number } = formatIn("fr");

export const messages: Messages = {
  heading: "Entrez dans l’espace entre les œuvres",
  what: "Choisissez des œuvres de collections ouvertes de musées, et explorez les images qu’une machine, pour en avoir étudié des milliers, imagine entre elles.",
  real: "Les œuvres sont réelles ; tout ce qui est signalé <made>en ce bleu</made> est dessiné par la machine et n’appartient à aucune collection.",
  chooseWorks: "Choisir des œuvres",
  surprise: "Surprenez-moi",

  mosaic: {
    legend:
      "Les œuvres bordées d’une marge sont de la collection ; chaque image entre elles est dessinée pour sa place.",
    framed: "Ici :",
    pause: "Pause",
    play: "Reprendre",
    open: "Ouvrir cette carte",
  },

  choose: {
    heading: (most) => `Choisissez jusqu’à ${number(most)} œuvres`,
    kinds: "Sortes d’œuvres",
    search: "Chercher parmi les œuvres",
    placeholder: "Un artiste, une chose, un lieu…",
    withPicture: "Ou partir d’une image à vous",
    pictureField: "Image de départ",
    pictureHint:
      "Votre image est comparée à toutes les œuvres puis oubliée. On peut aussi la déposer ici ou la coller.",
    letGo: "Lâchez pour voir les œuvres les plus proches de cette image.",
    list: "Œuvres au choix",
    theWorks: "les œuvres",
    none: "Aucune œuvre ne répond à ces mots et à ces sortes.",
    showAll: "Montrer toutes les œuvres",
    fetching: "D’autres œuvres arrivent…",
    more: "En montrer plus",
    shown: (count, total) => `${number(count)} œuvres sur ${number(total)}`,
    shownThatFit: (count, total) => `${number(count)} œuvres correspondantes sur ${number(total)}`,
  },

  kinds: {
    portraits: "Portraits",
    vases: "Vases",
    helmets: "Casques",
    landscapes: "Paysages",
    clocks: "Horloges et montres",
    instruments: "Instruments",
    swords: "Épées",
    drawings: "Dessins",
    prints: "Estampes",
    furniture: "Mobilier",
    ceramics: "Céramiques",
  },
};
