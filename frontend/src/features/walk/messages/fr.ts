// The words of the walk, French.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("fr");

export const messages: Messages = {
  name: "Promenade",
  title: (stops, picture) =>
    picture
      ? plural(stops - 1, {
          one: "Une promenade d’ici par # œuvre",
          other: "Une promenade d’ici par # œuvres",
        })
      : plural(stops, { one: "Une promenade par # œuvre", other: "Une promenade par # œuvres" }),
  tooFewTitle: "Une promenade demande au moins deux œuvres",
  tooFewText: "Choisissez-en jusqu’à huit ; le chemin de l’une à l’autre est filmé ici.",
  choose: "Choisir des œuvres",
  leadRound:
    "Le générateur passe par chaque œuvre et dessine tout ce qui les sépare. La fin rejoint le début.",
  leadThrough:
    "Le générateur passe par chaque œuvre et dessine tout ce qui les sépare, de la première à la dernière.",
  onTheWay: "Œuvres en chemin",
  start: "Là où vous étiez",
  earlier: (title) => `Passer plus tôt par ${title}`,
  later: (title) => `Passer plus tard par ${title}`,
  takeAway: "Retirer",
  takeAwayNamed: (title) => `Retirer ${title} de la promenade`,

  pace: "Allure",
  paces: { brisk: "Vive", calm: "Calme", slow: "Lente" },
  easing: "À chaque étape",
  easings: { smooth: "Ralentir", linear: "Passer d’un pas égal" },
  loop: "Retour au début",
  file: "Fichier",
  begin: "Filmer la promenade",
  again: "Filmer à nouveau",
  openMap: "Ouvrir la carte",

  film: "Le film de la promenade, dessiné par le générateur",
  byHandHint: "Parcourez vous-même la promenade ; le film en dessine chaque pas.",
  byHand: "Position dans la promenade",
  between: (share, from, to) => `${share} du chemin de ${from} à ${to}`,
  stopsByHand: "Étapes de la promenade",
  goToByHand: (title) => `Aller à ${title}`,
  drawing: (share) => `Dessin, ${share}`,
  progress: "Part dessinée",
  keepAs: (format) => `Garder en ${format}`,
  play: "Lire",
  pause: "Pause",
  scrub: "Position dans le film",
  frame: (frame, frames) => `Image ${number(frame)} sur ${number(frames)}`,
  goToStops: "Étapes du film",
  goTo: (title) => `Aller à ${title} dans le film`,
};
