// The words of the map, French.
import type { Messages } from "./en";

const NUMBERS = ["aucune", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit"];

export const messages: Messages = {
  name: "Carte",
  title: (works) => `Entre ${NUMBERS[works] ?? works} œuvres`,
  tooFewTitle: "Une carte demande au moins deux œuvres",
  tooFewText: "Choisissez-en jusqu’à huit ; ce qui s’étend entre elles se dessine ici.",
  choose: "Choisir des œuvres",
  cannot: "Cette carte ne peut pas être dessinée",
  chooseOthers: "Choisir d’autres œuvres",

  help: "Faites glisser le point ou appuyez n’importe où. Les flèches le déplacent, avec Maj à plus grands pas ; Origine le ramène au milieu. La molette, deux doigts ou + et − rapprochent ; glissez avec Maj pour regarder autour.",
  lockHelp: "Le point est verrouillé. Regarder autour reste libre ; déverrouillez-le pour repartir.",
  arrangeHelp: "Faites glisser un repère où il doit se tenir. Sa place décide de ce qui s’étend entre eux.",
  pointBetween: (titles) => `Point entre ${titles.join(", ")}`,
  pointAt: (x, y, shares) => `${x} vers la droite, ${y} vers le bas. ${shares}`,
  zoom: "Plus près, plus loin",
  nearer: "Plus près",
  farther: "Plus loin",
  whole: "Toute la carte",
  lock: "Verrouiller le point",
  arrange: "Déplacer les repères",
  terrain: "Relief",

  walkHere: "Partir en promenade d’ici",
  blendHere: "Mélanger ces parts",

  landmarks: "Repères",
  goTo: "Y aller",
  here: "Ici",
  goToNamed: (title) => `Aller à ${title}`,
  putHere: "L’amener ici",
  putHereNamed: (title) => `Amener ${title} là où est le point`,
  takeAway: "Retirer",
  takeOff: (title) => `Retirer ${title} de la carte`,
  bySliders: "Déplacer par curseurs",
  across: "Vers la droite",
  down: "Vers le bas",
  exactly: (what) => `${what}, en chiffres`,

  nearest: "Œuvres réelles les plus proches de cette image",
  looking: "Recherche dans la collection…",
};
