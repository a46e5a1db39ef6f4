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
  byWords: "Revenir à la recherche par mots",
  none: "Aucune œuvre ne convient",
  noneWordsConditions: (words) =>
    `Rien dans la collection ne porte « ${words} » sous ces conditions. Moins de conditions, ou un mot plus court, trouveront peut-être : les débuts de mots comptent aussi.`,
  noneWords: (words) =>
    `Rien dans la collection ne porte « ${words} ». Essayez un mot plus court, car les débuts de mots comptent aussi, ou une autre orthographe.`,
  noneConditions: "Aucune œuvre ne remplit toutes ces conditions. Retirez-en une pour en voir davantage.",
  showAll: "Montrer toutes les œuvres",
  found: "Œuvres trouvées",
  theWorks: "les œuvres trouvées",
  count: (count) => plural(count, { one: "# œuvre", other: "# œuvres" }),
  of: (shown, all) => `${number(shown)} sur ${number(all)}`,
  more: "En montrer davantage",
  fetching: "D’autres œuvres arrivent…",
};
