// The words that lib, components and every view share. `words().tryAgain`: they have come before anything is drawn.
import { catalogue } from "@/lib/i18n/catalogue";
import type { Messages } from "./en";

export const sharedMessages = catalogue<Messages>({
  en: () => import("./en"),
  fr: () => import("./fr"),
  nl: () => import("./nl"),
  ar: () => import("./ar"),
});

export function words(): Messages {
  const come = sharedMessages.now();
  if (come === undefined) throw new Error("the shared words are asked for before they were loaded");
  return come;
}
