// The words of the connections.
import { catalogue } from "@/lib/i18n/catalogue";
import type { Messages } from "./en";

export const connectionMessages = catalogue<Messages>({
  en: () => import("./en"),
  fr: () => import("./fr"),
  nl: () => import("./nl"),
  ar: () => import("./ar"),
});
