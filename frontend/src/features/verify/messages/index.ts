// The words of the check of a picture's origin.
import { catalogue } from "@/lib/i18n/catalogue";
import type { Messages } from "./en";

export const verifyMessages = catalogue<Messages>({
  en: () => import("./en"),
  fr: () => import("./fr"),
  nl: () => import("./nl"),
  ar: () => import("./ar"),
});
