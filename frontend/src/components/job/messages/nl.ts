// The words of a job that one waits for, Dutch.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number } = formatIn("nl");

export const messages: Messages = {
  handingIn: "Wordt ingediend…",
  waiting: (place) => `Wacht, plaats ${number(place)} in de rij`,
  stop: "Stoppen",
  lostTitle: "Het kan niet meer gevolgd worden",
  lostText: "De verbinding brak. Begin opnieuw.",
};
