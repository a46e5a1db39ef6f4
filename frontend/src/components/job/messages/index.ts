// The words of a job that one waits for.
import { catalogue } from "@/lib/i18n/catalogue";
import type { Messages } from "./en";

export const jobMessages = catalogue<Messages>({
  en: () => import("./en"),
  fr: () => import("./fr"),
  nl: () => import("./nl"),
  ar: () => import("./ar"),
});
