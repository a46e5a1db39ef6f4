// Words of the works most like a picture, French.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("fr");

export const messages: Messages = {
  yourPicture: "Votre image",
  mostLike: "Les œuvres les plus proches de votre image",
  pictureGone: "L’image n’est plus là",
  pictureGoneWords:
    "Les images données ne sont pas gardées : elles disparaissent quand la page est rechargée. Donnez-la encore une fois pour chercher.",
  comparing: "Votre image est comparée à la collection…",
  comparingAgain: "Comparaison…",
  nearest: (shown, all) =>
    `Les ${number(shown)} plus proches parmi ${plural(all, { one: "# œuvre", other: "# œuvres" })}`,
  notClose: "Rien ici ne lui ressemble vraiment.",
  notCloseWords:
    "Sur cent paires d’œuvres, une se ressemble davantage que votre image et la meilleure de celles-ci. Ce sont les plus proches, sans plus.",
  none: "Aucune œuvre ne convient",
  nonePicture:
    "Votre image a été comparée, mais aucune œuvre ne remplit ces conditions. Retirez-en une pour en voir davantage.",
  similarWorks: "les œuvres semblables",
  more: "En montrer davantage",

  draw: "Faire dessiner par le générateur",
  drawNote:
    "Il cherche les nombres qui dessinent une image aussi proche que possible de la vôtre. Elle peut ensuite prendre place sur une carte et être mêlée comme une œuvre. Votre image elle-même n’est pas gardée.",
  drawn: "Votre image telle que le générateur la dessine",
  looking: (share) => `Recherche, ${share}`,
  progress: "Avancement de la recherche",
  asItIsDrawn:
    "Le générateur ne vient pas plus près de votre image. Il n’a appris que d’œuvres d’art et voit la vôtre comme l’une d’elles.",
  choose: "La choisir pour une carte ou un mélange",
  isChosen: "Choisie",
};
