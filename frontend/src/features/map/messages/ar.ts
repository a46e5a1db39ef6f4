// The words of the map, Arabic.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { plural } = formatIn("ar");

export const messages: Messages = {
  name: "خريطة",
  title: (works) => plural(works, { two: "بين عملين", few: "بين # أعمال", other: "بين # عملاً" }),
  tooFewTitle: "تحتاج الخريطة إلى عملين على الأقل",
  tooFewText: "اختر حتى ثمانية منها؛ وما بينها يُرسم هنا.",
  choose: "اختر أعمالاً",
  cannot: "لا يمكن رسم هذه الخريطة",
  chooseOthers: "اختر أعمالاً أخرى",

  help: "اسحب النقطة أو اضغط في أي مكان. تحرّكها مفاتيح الأسهم، وبخطوات أكبر مع Shift؛ ويعيدها Home إلى الوسط. العجلة أو إصبعان أو + و− للاقتراب؛ واسحب مع Shift لتنظر حولك.",
  lockHelp: "النقطة مقفلة. النظر حولها متاح؛ افتح القفل لتتابع.",
  arrangeHelp: "اسحب معلماً إلى حيث يجب أن يقف. موضعه يقرر ما يقع في ما بينها.",
  pointBetween: (titles) => `نقطة بين ${titles.join("، ")}`,
  pointAt: (x, y, shares) => `${x} إلى اليمين، ${y} إلى الأسفل. ${shares}`,
  zoom: "أقرب وأبعد",
  nearer: "أقرب",
  farther: "أبعد",
  whole: "الخريطة كلها",
  lock: "اقفل النقطة",
  arrange: "حرّك المعالم",
  terrain: "التضاريس",

  walkHere: "ابدأ جولة من هنا",
  blendHere: "امزج هذه الحصص",

  landmarks: "المعالم",
  goTo: "اذهب إليه",
  here: "هنا",
  goToNamed: (title) => `اذهب إلى ${title}`,
  putHere: "انقله إلى هنا",
  putHereNamed: (title) => `انقل ${title} إلى موضع النقطة`,
  takeAway: "إزالة",
  takeOff: (title) => `أزل ${title} من الخريطة`,
  bySliders: "التحريك بالمنزلقات",
  across: "إلى اليمين",
  down: "إلى الأسفل",
  exactly: (what) => `${what}، رقماً`,

  nearest: "أعمال حقيقية هي الأشبه بهذه الصورة",
  looking: "جارٍ البحث في المجموعة…",
};
