// Words of the search, Arabic.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("ar");

const WORKS = {
  zero: "لا أعمال",
  one: "عمل واحد",
  two: "عملان",
  few: "# أعمال",
  many: "# عملًا",
  other: "# عمل",
};

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
  yourPicture: "صورتك",
  mostLike: "أكثر الأعمال شبهًا بصورتك",
  pictureGone: "لم تعد الصورة هنا",
  pictureGoneWords: "لا تُحفظ الصور المعطاة: تزول حين تُحمَّل الصفحة من جديد. أعطها مرة أخرى للبحث.",
  byWords: "عد إلى البحث بالكلمات",
  comparing: "تُقارَن صورتك بالمجموعة…",
  comparingAgain: "جارٍ المقارنة…",
  nearest: (shown, all) => `أقرب ${number(shown)} من ${plural(all, WORKS)}`,
  notClose: "لا شيء هنا يشبهها حقًا.",
  notCloseWords: "من كل مئة زوج من الأعمال زوجٌ أكثر تشابهًا من صورتك وأفضل هذه. هي الأقرب ليس إلا.",
  none: "لا عمل يطابق",
  nonePicture: "قورنت صورتك، لكن لا عمل يطابق هذه الشروط. أزل أحدها لترى المزيد.",
  noneWordsConditions: (words) =>
    `لا شيء في المجموعة فيه «${words}» بهذه الشروط. قد تجد شيئًا بشروط أقل أو كلمة أقصر: أوائل الكلمات تُحتسب أيضًا.`,
  noneWords: (words) =>
    `لا شيء في المجموعة فيه «${words}». جرّب كلمة أقصر، فأوائل الكلمات تُحتسب أيضًا، أو كتابة أخرى.`,
  noneConditions: "لا عمل يطابق هذه الشروط كلها معًا. أزل أحدها لترى المزيد.",
  showAll: "أظهر كل الأعمال",
  found: "الأعمال التي وُجدت",
  theWorks: "الأعمال التي وُجدت",
  similarWorks: "أعمال مشابهة",
  count: (count) => plural(count, WORKS),
  of: (shown, all) => `${number(shown)} من ${number(all)}`,
  more: "أظهر المزيد",
  fetching: "تُجلب أعمال أخرى…",
};
