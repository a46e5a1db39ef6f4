// The words of the walk, Arabic.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("ar");

export const messages: Messages = {
  name: "نزهة",
  title: (stops, picture) =>
    picture
      ? plural(stops - 1, {
          one: "نزهة من هنا عبر عمل واحد",
          two: "نزهة من هنا عبر عملين",
          few: "نزهة من هنا عبر # أعمال",
          other: "نزهة من هنا عبر # عملاً",
        })
      : plural(stops, { two: "نزهة عبر عملين", few: "نزهة عبر # أعمال", other: "نزهة عبر # عملاً" }),
  tooFewTitle: "تحتاج النزهة إلى عملين على الأقل",
  tooFewText: "اختر حتى ثمانية منها؛ والطريق من أحدها إلى الآخر يُصوَّر هنا.",
  choose: "اختر أعمالاً",
  leadRound: "يمرّ المولِّد بكل عمل ويرسم كل ما بينها، وينتهي حيث بدأ.",
  leadThrough: "يمرّ المولِّد بكل عمل ويرسم كل ما بينها، من الأول إلى الأخير.",
  onTheWay: "أعمال في الطريق",
  start: "حيث كنت",
  earlier: (title) => `المرور بـ${title} أبكر`,
  later: (title) => `المرور بـ${title} لاحقاً`,
  takeAway: "إزالة",
  takeAwayNamed: (title) => `أزل ${title} من النزهة`,

  pace: "الخطو",
  paces: { brisk: "نشيط", calm: "هادئ", slow: "بطيء" },
  easing: "عند كل محطة",
  easings: { smooth: "تمهّل", linear: "مرور منتظم" },
  loop: "العودة إلى البداية",
  file: "الملف",
  begin: "صوّر النزهة",
  again: "صوّرها من جديد",
  openMap: "افتح الخريطة",

  film: "فيلم النزهة كما رسمه المولِّد",
  empty: "سيُعلَّق الفيلم هنا.",
  handingIn: "جارٍ التسليم…",
  waiting: (place) => `في الانتظار، الموضع ${number(place)} في الصف`,
  drawing: (share) => `جارٍ الرسم، ${share}`,
  progress: "كم رُسم",
  stop: "إيقاف",
  keepAs: (format) => `احفظه بصيغة ${format}`,
  play: "تشغيل",
  pause: "إيقاف مؤقت",
  scrub: "الموضع في الفيلم",
  frame: (frame, frames) => `الإطار ${number(frame)} من ${number(frames)}`,
  goToStops: "محطات الفيلم",
  goTo: (title) => `اذهب إلى ${title} في الفيلم`,
  lostTitle: "تعذّرت متابعة الفيلم",
  lostText: "انقطع الاتصال. صوّر النزهة من جديد.",
};
