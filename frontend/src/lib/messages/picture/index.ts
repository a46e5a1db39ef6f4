// The words around a picture that the generator draws live.
import { catalogue } from "@/lib/i18n/catalogue";
import type { Messages } from "./en";

export const pictureMessages = catalogue<Messages>({
  en: () => import("./en"),
  fr: () => import("./fr"),
  nl: () => import("./nl"),
  ar: () => import("./ar"),
});
