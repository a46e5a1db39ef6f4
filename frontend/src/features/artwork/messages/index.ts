// The words of a work’s page.
import { catalogue } from "@/lib/i18n/catalogue";
import type { Messages } from "./en";

export const artworkMessages = catalogue<Messages>({
  en: () => import("./en"),
  fr: () => import("./fr"),
  nl: () => import("./nl"),
  ar: () => import("./ar"),
});
