// The words around a picture that the generator draws live, Arabic.
import type { Messages } from "./en";

export const messages: Messages = {
  drawing: "جارٍ الرسم…",
  drawnAs: (shares) => `رسمها المولِّد: ${shares}`,
  drawn: (shares) => `رُسمت: ${shares}`,
  download: "تنزيل",
  copyLink: "نسخ الرابط",
  linkCopied: "نُسخ الرابط",
  theLinkIsCopied: "نُسخ الرابط",
  noCopying: "لا يسمح المتصفح بالنسخ هنا؛ خذ الرابط من هذا الحقل:",
  keep: "احفظ على الرف",
  kept: "على الرف",
  shelfFull: "الرف ممتلئ",
  addWork: "أضف عملاً",
  findWork: "ابحث عن عمل بكلماته",
  found: "الأعمال التي وُجدت",
  noneFound: "لا يطابق أي عمل هذه الكلمات.",
  addNamed: (title) => `أضف ${title}`,
  drawHere: {
    label: "الرسم على هذا الجهاز أثناء الحركة",
    off: "يُجلب المولّد مرة واحدة؛ بعدها لا تطلب الحركة شيئًا من الخدمة.",
    trying: "يُطلب المولّد…",
    fetching: (megabytes: string) => `يُجلب المولّد، ${megabytes} ميغابايت، ويُجرَّب…`,
    on: "ما يتحرك يُرسم هنا؛ وما يستقر أو يُحفظ أو يُشارك يأتي من الخدمة.",
    refused: "لا يرسم هذا الجهاز الصورة نفسها؛ تواصل الخدمة الرسم.",
  },
};
