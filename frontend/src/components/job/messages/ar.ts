// The words of a job that one waits for, Arabic.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number } = formatIn("ar");

export const messages: Messages = {
  handingIn: "جارٍ التسليم…",
  waiting: (place) => `في الانتظار، الموضع ${number(place)} في الصف`,
  stop: "إيقاف",
  lostTitle: "تعذّرت المتابعة",
  lostText: "انقطع الاتصال. ابدأ من جديد.",
};
