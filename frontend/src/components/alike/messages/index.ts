// The words of where two pictures are alike.
import { catalogue } from "@/lib/i18n/catalogue";
import type { Messages } from "./en";

export const alikeMessages = catalogue<Messages>({
  en: () => import("./en"),
  fr: () => import("./fr"),
  nl: () => import("./nl"),
  ar: () => import("./ar"),
});
