// The words of the blend view, French.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("fr");

export const messages: Messages = {
  name: "Mélange",
  title: (works) =>
    works === 1
      ? "Une œuvre, transformée"
      : plural(works, { one: "Un mélange de # œuvre", other: "Un mélange de # œuvres" }),
  noneTitle: "Un mélange commence par une œuvre",
  noneText: "Choisissez jusqu’à huit œuvres ; la part de chacune et ce qu’il en advient dépendent de vous.",
  choose: "Choisir des œuvres",

  works: "Œuvres",
  weightOf: (title) => `Part de ${title}`,
  exactly: (what) => `${what}, en chiffres`,
  mute: "Taire",
  muted: "Tue",
  muteWork: (title) => `Taire ${title}`,
  moreLike: "Plus comme celle-ci",
  lessLike: "Moins comme celle-ci",
  moreLikeWork: (title) => `Plus comme ${title}`,
  lessLikeWork: (title) => `Moins comme ${title}`,
  asItIs: "Ressemblance telle quelle",
  towards: (amount) => `${amount} plus près d’elle`,
  away: (amount) => `${amount} plus loin d’elle`,
  takeAway: "Retirer",
  takeAwayWork: (title) => `Retirer ${title} du mélange`,
  allSilent: "Aucune œuvre ne compte. Donnez un poids à l’une d’elles, ou rendez-lui la parole.",

  changes: "Changements",
  putBack: "Remettre",
  putBackOf: (what) => `Remettre : ${what}`,
  putAllBack: "Tout remettre",
  truncation: "Audace",
  truncationHelp: "Moins : plus sobre et plus sûr ; plus : plus fou.",
  variation: "Variation",
  variationHelp: "À quelle distance vers un mélange de deux autres œuvres, prises au hasard.",
  another: "Une autre variation",
  directions: {
    lightness: "Clarté",
    warmth: "Chaleur",
    contrast: "Contraste",
    colourfulness: "Couleur",
    complexity: "Complexité",
  },
  direction: (count) => `Direction ${number(count)}`,
  grows: (attribute) => `plus de ${attribute.toLowerCase()}`,
  shrinks: (attribute) => `moins de ${attribute.toLowerCase()}`,
  furtherDirections: "Autres directions",
  furtherHelp:
    "C’est le long de celles-ci que les images du générateur varient le plus. Elles viennent de l’examen du générateur seul ; la plupart n’ont pas de nom.",
  noMoreDirections: (most) => `Jusqu’à ${number(most)} directions à la fois ; remettez-en une d’abord.`,

  compare: "Comparer avec l’avant",
  before: "Avant",
  after: "Après",
  beforeIs: "L’avant est",
  wipe: "Part visible de l’image d’avant",
  plainBlend: "le mélange simple",
  stopComparing: "Ne plus comparer",
  downloadMoved:
    "Le fichier nomme sa recette ; les œuvres seules ne la redonneraient pas, elles n’y sont donc pas signées.",

  lineage: "Vos essais",
  lineageHelp: "Chaque étape est à un clic, et ouvre une nouvelle branche si vous en repartez.",
  step: (count) => `Étape ${number(count)}`,
  stepFrom: (count, from) => `Étape ${number(count)}, depuis l’étape ${number(from)}`,
  from: (step) => `depuis ${number(step)}`,
  forget: "Oublier les autres",

  canvas: "Sur une seule toile",
  canvasHelp:
    "Accrochez plusieurs mélanges en une image. Dans une frise, les voisins se fondent l’un dans l’autre par les mélanges intermédiaires.",
  addThis: "Accrocher ce mélange",
  addAll: "Accrocher chaque œuvre seule",
  clear: "Vider la toile",
  as: "Disposition",
  arrangements: { strip: "Bande", grid: "Grille", frieze: "Frise" },
  between: "Mélanges intermédiaires",
  acrossRow: "Par rangée",
  pieces: "Mélanges sur la toile",
  openPiece: (count) => `Reprendre le mélange ${number(count)}`,
  earlier: (count) => `Avancer le mélange ${number(count)}`,
  later: (count) => `Reculer le mélange ${number(count)}`,
  takeDown: (count) => `Décrocher le mélange ${number(count)}`,
  canvasPicture: (pieces) =>
    plural(pieces, {
      one: "Composé par le générateur à partir de # mélange",
      other: "Composé par le générateur à partir de # mélanges",
    }),
  one: "Encore un, et voilà une toile.",
  full: (most) => `${number(most)} mélanges sont déjà accrochés ; décrochez-en un d’abord.`,
  fewerBetween: (count) => `Avec autant de mélanges, il y a place pour ${number(count)} intermédiaires.`,
  downloadCanvas: "Télécharger la toile",
  preparing: "Préparation…",
  drawing: "Dessin en cours…",
};
