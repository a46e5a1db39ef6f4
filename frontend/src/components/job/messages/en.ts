// The words of a job that one waits for, English.
import { formatIn } from "@/lib/i18n/format";

const { number } = formatIn("en");

export const messages = {
  handingIn: "Handing it in…",
  waiting: (place: number) => `Waiting, place ${number(place)} in the queue`,
  stop: "Stop",
  lostTitle: "It can’t be followed any more",
  lostText: "The connection broke. Begin it again.",
};

export type Messages = typeof messages;
