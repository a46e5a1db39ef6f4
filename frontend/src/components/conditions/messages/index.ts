// The words of conditions: facets, chips, years, in every view that narrows what it shows.
import { catalogue } from "@/lib/i18n/catalogue";
import type { Messages } from "./en";

export const conditionMessages = catalogue<Messages>({
  en: () => import("./en"),
  fr: () => import("./fr"),
  nl: () => import("./nl"),
  ar: () => import("./ar"),
});
