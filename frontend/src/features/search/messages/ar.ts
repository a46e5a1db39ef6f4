// Words of the search, Arabic.
import { WORKS } from "@/lib/i18n/arabic-works";
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("ar");

export const messages: Messages = {
  title: "البحث",
  heading: "ابحث في المجموعة",
  words: "ابحث عن كلمات",
  placeholder: "فنان، عنوان، مكان، مادة…",
  withPicture: "ابحث بصورة",
  pictureField: "الصورة التي يُبحث بها",
  dropHint: "يمكن أيضًا إفلات صورة هنا أو لصقها، أو كتابة عنوان https لصورة متحف بدل الكلمات. تُقارَن ثم تُنسى.",
  letGo: "أفلت لمقارنة هذه الصورة.",
  results: "النتائج",
  byWords: "عد إلى البحث بالكلمات",
  none: "لا عمل يطابق",
  noneWordsConditions: (words) =>
    `لا شيء في المجموعة فيه «${words}» بهذه الشروط. قد تجد شيئًا بشروط أقل أو كلمة أقصر: أوائل الكلمات تُحتسب أيضًا.`,
  noneWords: (words) =>
    `لا شيء في المجموعة فيه «${words}». جرّب كلمة أقصر، فأوائل الكلمات تُحتسب أيضًا، أو كتابة أخرى.`,
  noneConditions: "لا عمل يطابق هذه الشروط كلها معًا. أزل أحدها لترى المزيد.",
  showAll: "أظهر كل الأعمال",
  found: "الأعمال التي وُجدت",
  theWorks: "الأعمال التي وُجدت",
  count: (count) => plural(count, WORKS),
  of: (shown, all) => `${number(shown)} من ${number(all)}`,
  more: "أظهر المزيد",
  fetching: "تُجلب أعمال أخرى…",
};
