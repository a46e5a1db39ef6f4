// The words of the view about the studio.
import { catalogue } from "@/lib/i18n/catalogue";
import type { Messages } from "./en";

export const aboutMessages = catalogue<Messages>({
  en: () => import("./en"),
  fr: () => import("./fr"),
  nl: () => import("./nl"),
  ar: () => import("./ar"),
});
