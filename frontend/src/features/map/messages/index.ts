// The words of the map.
import { catalogue } from "@/lib/i18n/catalogue";
import type { Messages } from "./en";

export const mapMessages = catalogue<Messages>({
  en: () => import("./en"),
  fr: () => import("./fr"),
  nl: () => import("./nl"),
  ar: () => import("./ar"),
});
