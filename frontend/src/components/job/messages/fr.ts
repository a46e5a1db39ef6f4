// The words of a job that one waits for, French.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number } = formatIn("fr");

export const messages: Messages = {
  handingIn: "Remise en cours…",
  waiting: (place) => `En attente, place ${number(place)} dans la file`,
  stop: "Arrêter",
  lostTitle: "On ne peut plus le suivre",
  lostText: "La connexion s’est rompue. Recommencez.",
};
