// Words of where two pictures are alike, French.
import type { Messages } from "./en";

export const messages: Messages = {
  title: "Où elles se ressemblent",
  how: "Plus le bleu est fort, plus l’endroit contribue à la ressemblance. La même lettre marque les endroits qui se ressemblent.",
  renderings: "Montré sur les images du générateur là où celle d’un musée est hors d’atteinte.",
  looking: "Comparaison endroit par endroit…",
  yours: "Votre image",
  overlay: "Bleu sur l’image",
  close: "Fermer",
};
