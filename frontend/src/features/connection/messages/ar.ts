// Words of the connections, Arabic.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("ar");

export const messages: Messages = {
  title: "الصلات",
  fromTo: (from, to) => `من <cite>${from}</cite> إلى <cite>${to}</cite>`,
  from: (from) => `من <cite>${from}</cite> إلى …`,
  lead: (steps) =>
    plural(steps, {
      one: "خطوة واحدة: العملان جاران.",
      two: "خطوتان، كل منهما إلى أحد الأعمال الخمسة عشر الأقرب إلى ما قبله.",
      few: "# خطوات، كل منها إلى أحد الأعمال الخمسة عشر الأقرب إلى ما قبله.",
      other: "# خطوة، كل منها إلى أحد الأعمال الخمسة عشر الأقرب إلى ما قبله.",
    }),
  looking: "جارٍ البحث عن الطريق…",
  exhausted: "لا سلسلة من أعمال متقاربة تؤدي إلى هناك.",
  exhaustedUnder: "بهذه الشروط لا سلسلة من أعمال متقاربة تؤدي إلى هناك. أزل أحدها، أو ابحث بالاتجاه المعاكس.",
  gaveUp: (looked) =>
    `لم يُعثر على الطريق: توقّف البحث بعد جيران ${number(looked)} من الأعمال. العملان متباعدان.`,
  begin: "البداية",
  alike: (percent) => `تشابه ${percent}`,
  weakest: "أضعف خطوة",
  weakestNamed: (from, to, percent) =>
    `أضعف خطوة تؤدي من <cite>${from}</cite> إلى <cite>${to}</cite>: تشابههما ${percent}.`,
  chain: "سلسلة الأعمال",
  theChain: "السلسلة",
  turn: "بالاتجاه المعاكس",
  other: "نهاية أخرى",
  back: (title) => `العودة إلى <cite>${title}</cite>`,
  choose: "إلى أي عمل تؤدي السلسلة؟",
  search: "ابحث عن العمل في النهاية",
  placeholder: "فنان، عنوان، مكان، مادة…",
  leadTo: (title) => `لتؤدِّ السلسلة إلى ${title}`,
  some: "أعمال للاختيار منها",
  works: "الأعمال",
  none: (words) => `لا شيء في المجموعة فيه «${words}».`,
};
