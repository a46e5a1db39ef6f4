// The words of the first view.
import { catalogue } from "@/lib/i18n/catalogue";
import type { Messages } from "./en";

export const enterMessages = catalogue<Messages>({
  en: () => import("./en"),
  fr: () => import("./fr"),
  nl: () => import("./nl"),
  ar: () => import("./ar"),
});
