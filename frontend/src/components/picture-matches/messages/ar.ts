// Words of the works most like a picture, Arabic.
import { WORKS } from "@/lib/i18n/arabic-works";
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("ar");

export const messages: Messages = {
  yourPicture: "صورتك",
  mostLike: "أكثر الأعمال شبهًا بصورتك",
  pictureGone: "لم تعد الصورة هنا",
  pictureGoneWords: "لا تُحفظ الصور المعطاة: تزول حين تُحمَّل الصفحة من جديد. أعطها مرة أخرى للبحث.",
  comparing: "تُقارَن صورتك بالمجموعة…",
  comparingAgain: "جارٍ المقارنة…",
  nearest: (shown, all) => `أقرب ${number(shown)} من ${plural(all, WORKS)}`,
  notClose: "لا شيء هنا يشبهها حقًا.",
  notCloseWords: "من كل مئة زوج من الأعمال زوجٌ أكثر تشابهًا من صورتك وأفضل هذه. هي الأقرب ليس إلا.",
  none: "لا عمل يطابق",
  nonePicture: "قورنت صورتك، لكن لا عمل يطابق هذه الشروط. أزل أحدها لترى المزيد.",
  similarWorks: "أعمال مشابهة",
  more: "أظهر المزيد",

  draw: "دع المولِّد يرسمها",
  drawNote:
    "يبحث عن الأرقام التي ترسم صورة أشبه ما تكون بصورتك. عندئذ يمكن أن تقف على خريطة وأن تُمزج كأي عمل. ولا تُحفظ صورتك نفسها.",
  drawn: "صورتك كما يرسمها المولِّد",
  looking: (share) => `جارٍ البحث، ${share}`,
  progress: "مدى تقدم البحث",
  asItIsDrawn: "هذا أقرب ما يبلغه المولِّد من صورتك. لم يتعلم إلا من أعمال فنية، فيرى صورتك واحدة منها.",
  choose: "اخترها لخريطة أو مزيج",
  isChosen: "مختارة",
};
