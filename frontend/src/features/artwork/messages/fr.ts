// Words of a work's page, French.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("fr");

export const messages: Messages = {
  title: "Œuvre",
  cannotShow: "Cette œuvre ne peut être montrée",
  waiting: "L’œuvre arrive",
  facts: "D’autres qui ont en commun",
  period: "Période",
  materials: "Fait de",
  tags: "Montre",
  hues: "Couleurs",
  looks: "Aspect",
  byProgram: "Lu dans l’image par un programme, non par le musée.",
  objectPage: (museum) => `La page de l’œuvre : ${museum}`,
  itsMuseum: "son musée",
  waitingForPicture: "L’image du musée arrive…",
  rendering: "L’image du générateur, non l’œuvre elle-même.",
  noPictureKnown: "Cette collection ne connaît aucune image de l’original.",
  outOfReach: (museum) => `L’image est hors d’atteinte d’ici (${museum}).`,
  theMuseum: "le musée",
  closer: "Regarder de près",
  closeCloser: "Fermer",
  fidelity: {
    first: (all) =>
      `Devant cette seule image, la recherche trouve d’abord l’œuvre elle-même parmi ${number(all)} : ce qui la fait reconnaître y est.`,
    near: (place, all) =>
      `Devant cette seule image, la recherche trouve l’œuvre elle-même à la place ${number(place)} sur ${number(all)} : la ressemblance est vague.`,
    far: (place, all) =>
      `Devant cette seule image, la recherche ne trouve l’œuvre elle-même qu’à la place ${number(place)} sur ${number(all)} : il en reste peu.`,
    lost: (shown, all) =>
      `Devant cette seule image, la recherche ne trouve pas l’œuvre parmi les ${number(shown)} plus proches de ${number(all)} : elle est à peine reconnaissable.`,
  },
  useInMap: "Placer sur la carte",
  takeOut: "Retirer de la carte",
  useInBlend: "Placer dans un mélange",
  useInWalk: "Placer dans une promenade",
  full: (most) => `${number(most)} œuvres sont déjà choisies ; retirez-en d’abord une.`,
  oneMore:
    "Choisie. Il en faut encore une pour une carte : prenez-la ci-dessous, ou <enter>parmi toutes</enter>.",
  kin: "Ses plus proches parentes dans chaque culture, matière et siècle",
  chain: (title) => `La chaîne d’œuvres d’ici jusqu’à <cite>${title}</cite>`,
  connect: "Trouver la chaîne d’œuvres jusqu’à une autre",
  similar: {
    heading: "Des œuvres qui ressemblent à celle-ci",
    onlySame: "Seulement des œuvres qui partagent",
    same: {
      culture: "Même culture",
      medium: "Même matière",
      classification: "Même catégorie",
      artist: "Même artiste",
      museum: "Même musée",
    },
    comparing: "Comparaison…",
    nearest: (shown, all) => `Les ${number(shown)} plus proches parmi ${number(all)} œuvres`,
    fit: (count) =>
      plural(count, { one: "# œuvre remplit ces conditions", other: "# œuvres remplissent ces conditions" }),
    none: "Aucune autre œuvre ne remplit toutes ces conditions. Retirez-en une pour en voir davantage.",
    notClose: "Rien ici ne lui ressemble vraiment ; voici les plus proches.",
    label: "Œuvres semblables",
    waiting: "les œuvres semblables",
  },
};
