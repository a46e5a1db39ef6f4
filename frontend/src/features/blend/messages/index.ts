// The words of the blend view.
import { catalogue } from "@/lib/i18n/catalogue";
import type { Messages } from "./en";

export const blendMessages = catalogue<Messages>({
  en: () => import("./en"),
  fr: () => import("./fr"),
  nl: () => import("./nl"),
  ar: () => import("./ar"),
});
