// Words of the analogies, Arabic.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("ar");

export const messages: Messages = {
  title: "التناظرات",
  kinds: {
    culture: "الثقافة",
    medium: "المادة",
    century: "القرن",
    classification: "نوع العمل",
    artist: "الفنان",
    museum: "المتحف",
  },
  across: {
    culture: (title) => `<cite>${title}</cite> عبر الثقافات`,
    medium: (title) => `<cite>${title}</cite> عبر المواد`,
    century: (title) => `<cite>${title}</cite> عبر القرون`,
    classification: (title) => `<cite>${title}</cite> عبر أنواع الأعمال`,
    artist: (title) => `<cite>${title}</cite> عبر الفنانين`,
    museum: (title) => `<cite>${title}</cite> عبر المتاحف`,
  },
  nearest: {
    culture: "أقرب عمل في كل ثقافة",
    medium: "أقرب عمل في كل مادة",
    century: "أقرب عمل في كل قرن",
    classification: "أقرب عمل في كل نوع",
    artist: "أقرب عمل لكل فنان",
    museum: "أقرب عمل في كل متحف",
  },
  none: {
    culture: "لا عمل آخر هنا يذكر ثقافته.",
    medium: "لا عمل آخر هنا يذكر مادته.",
    century: "لا عمل آخر هنا يذكر متى صُنع.",
    classification: "لا عمل آخر هنا يذكر نوعه.",
    artist: "لا عمل آخر هنا يذكر صانعه.",
    museum: "لا عمل آخر هنا يذكر مكانه.",
  },
  noneUnder: "لا عمل آخر يطابق هذه الشروط كلها. أزل أحدها لترى المزيد.",
  sideBySide: "جنبًا إلى جنب",
  each: "من كل منها",
  lead: "في كل منها الأعمال الأكثر شبهًا به، والأقرب أولًا. لم يُترك شيء: قورنت كل أعمال كل مجموعة.",
  comparing: "جارٍ المقارنة…",
  shown: (count) =>
    plural(count, { one: "مجموعة واحدة", two: "مجموعتان", few: "# مجموعات", other: "# مجموعة" }),
  more: "أظهر مجموعات أخرى",
  kin: "الأقرباء",
  century: (count, before) => `القرن ${number(count)}${before ? " قبل الميلاد" : ""}`,
};
