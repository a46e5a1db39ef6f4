// The words of the walk, Arabic.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("ar");

export const messages: Messages = {
  name: "جولة",
  title: (stops, picture) =>
    picture
      ? plural(stops - 1, {
          one: "جولة من هنا عبر عمل واحد",
          two: "جولة من هنا عبر عملين",
          few: "جولة من هنا عبر # أعمال",
          other: "جولة من هنا عبر # عملاً",
        })
      : plural(stops, { two: "جولة عبر عملين", few: "جولة عبر # أعمال", other: "جولة عبر # عملاً" }),
  tooFewTitle: "تحتاج الجولة إلى عملين على الأقل",
  tooFewText: "اختر حتى ثمانية منها؛ والطريق من أحدها إلى الآخر يُصوَّر هنا.",
  choose: "اختر أعمالاً",
  leadRound: "يمرّ المولِّد بكل عمل ويرسم كل ما بينها، وينتهي حيث بدأ.",
  leadThrough: "يمرّ المولِّد بكل عمل ويرسم كل ما بينها، من الأول إلى الأخير.",
  onTheWay: "أعمال في الطريق",
  start: "حيث كنت",
  earlier: (title) => `المرور بـ${title} أبكر`,
  later: (title) => `المرور بـ${title} لاحقاً`,
  takeAway: "إزالة",
  takeAwayNamed: (title) => `أزل ${title} من الجولة`,

  pace: "الخطو",
  paces: { brisk: "نشيط", calm: "هادئ", slow: "بطيء" },
  easing: "عند كل محطة",
  easings: { smooth: "تمهّل", linear: "مرور منتظم" },
  loop: "العودة إلى البداية",
  file: "الملف",
  begin: "صوّر الجولة",
  again: "صوّرها من جديد",
  openMap: "افتح الخريطة",

  film: "فيلم الجولة كما رسمه المولِّد",
  byHandHint: "تنقّل بنفسك في الجولة؛ والفيلم يرسم كل خطوة منها.",
  byHand: "الموضع في الجولة",
  between: (share, from, to) => `${share} من الطريق من ${from} إلى ${to}`,
  stopsByHand: "محطات الجولة",
  goToByHand: (title) => `انتقل إلى ${title}`,
  drawing: (share) => `جارٍ الرسم، ${share}`,
  progress: "كم رُسم",
  keepAs: (format) => `احفظه بصيغة ${format}`,
  play: "تشغيل",
  pause: "إيقاف مؤقت",
  scrub: "الموضع في الفيلم",
  frame: (frame, frames) => `الإطار ${number(frame)} من ${number(frames)}`,
  goToStops: "محطات الفيلم",
  goTo: (title) => `اذهب إلى ${title} في الفيلم`,
};
