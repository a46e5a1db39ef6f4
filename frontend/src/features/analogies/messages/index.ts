// The words of the analogies.
import { catalogue } from "@/lib/i18n/catalogue";
import type { Messages } from "./en";

export const analogiesMessages = catalogue<Messages>({
  en: () => import("./en"),
  fr: () => import("./fr"),
  nl: () => import("./nl"),
  ar: () => import("./ar"),
});
