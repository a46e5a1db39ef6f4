// The words of the works most like a picture.
import { catalogue } from "@/lib/i18n/catalogue";
import type { Messages } from "./en";

export const pictureMessages = catalogue<Messages>({
  en: () => import("./en"),
  fr: () => import("./fr"),
  nl: () => import("./nl"),
  ar: () => import("./ar"),
});
