// Words of the search, French.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("fr");

export const messages: Messages = {
  title: "Recherche",
  heading: "Chercher dans la collection",
  words: "Chercher des mots",
  placeholder: "Artiste, titre, lieu, matière…",
  withPicture: "Chercher avec une image",
  pictureField: "Image avec laquelle chercher",
  dropHint:
    "On peut aussi déposer une image ici ou la coller, ou écrire l’adresse https de celle d’un musée au lieu de mots. Elle est comparée puis oubliée.",
  letGo: "Lâchez pour comparer cette image.",
  results: "Résultats",
  yourPicture: "Votre image",
  mostLike: "Les œuvres les plus proches de votre image",
  pictureGone: "L’image n’est plus là",
  pictureGoneWords:
    "Les images données ne sont pas gardées : elles disparaissent quand la page est rechargée. Donnez-la encore une fois pour chercher.",
  byWords: "Revenir à la recherche par mots",
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
  noneWordsConditions: (words) =>
    `Rien dans la collection ne porte « ${words} » sous ces conditions. Moins de conditions, ou un mot plus court, trouveront peut-être : les débuts de mots comptent aussi.`,
  noneWords: (words) =>
    `Rien dans la collection ne porte « ${words} ». Essayez un mot plus court, car les débuts de mots comptent aussi, ou une autre orthographe.`,
  noneConditions: "Aucune œuvre ne remplit toutes ces conditions. Retirez-en une pour en voir davantage.",
  showAll: "Montrer toutes les œuvres",
  found: "Œuvres trouvées",
  theWorks: "les œuvres trouvées",
  similarWorks: "les œuvres semblables",
  count: (count) => plural(count, { one: "# œuvre", other: "# œuvres" }),
  of: (shown, all) => `${number(shown)} sur ${number(all)}`,
  more: "En montrer davantage",
  fetching: "D’autres œuvres arrivent…",
};
