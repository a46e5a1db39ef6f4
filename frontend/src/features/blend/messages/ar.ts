// The words of the blend view, Arabic.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("ar");

export const messages: Messages = {
  name: "مزج",
  title: (works) =>
    works === 1
      ? "عمل واحد، وقد تغيّر"
      : plural(works, { two: "مزيج من عملين", few: "مزيج من # أعمال", other: "مزيج من # عملاً" }),
  noneTitle: "يبدأ المزيج بعمل",
  noneText: "اختر حتى ثمانية أعمال؛ ومقدار كلٍّ منها وما يُفعل بها بعد ذلك متروك لك.",
  choose: "اختر أعمالاً",

  works: "الأعمال",
  weightOf: (title) => `مقدار ${title}`,
  exactly: (what) => `${what}، رقماً`,
  mute: "كتم",
  muted: "مكتوم",
  muteWork: (title) => `كتم ${title}`,
  moreLike: "أقرب إلى هذا",
  lessLike: "أبعد عن هذا",
  moreLikeWork: (title) => `أقرب إلى ${title}`,
  lessLikeWork: (title) => `أبعد عن ${title}`,
  asItIs: "الشبه كما هو",
  towards: (amount) => `أقرب إليه بمقدار ${amount}`,
  away: (amount) => `أبعد عنه بمقدار ${amount}`,
  takeAway: "إزالة",
  takeAwayWork: (title) => `إزالة ${title} من المزيج`,
  allSilent: "لا وزن لأي عمل. أعطِ أحدها وزناً أو ألغِ كتمه.",

  changes: "التغييرات",
  putBack: "إعادة",
  putBackOf: (what) => `إعادة ${what}`,
  putAllBack: "إعادة كل التغييرات",
  truncation: "الجرأة",
  truncationHelp: "الأقل أبسط وأضمن، والأكثر أجمح.",
  variation: "تنويع",
  variationHelp: "إلى أي حدّ نحو مزيج عشوائي من عملين آخرين.",
  another: "تنويع آخر",
  directions: {
    lightness: "الإضاءة",
    warmth: "الدفء",
    contrast: "التباين",
    colourfulness: "اللون",
    complexity: "التعقيد",
  },
  direction: (count) => `الاتجاه ${number(count)}`,
  grows: (attribute) => `${attribute} أكثر`,
  shrinks: (attribute) => `${attribute} أقل`,
  furtherDirections: "اتجاهات أخرى",
  furtherHelp: "على امتدادها تختلف صور المولِّد أكثر ما تختلف. وُجدت بالنظر في المولِّد وحده، ومعظمها بلا اسم.",
  noMoreDirections: (most) => `حتى ${number(most)} اتجاهات معاً؛ أعد واحداً منها أولاً.`,

  compare: "قارن بما قبل",
  before: "قبل",
  after: "بعد",
  beforeIs: "ما قبل هو",
  wipe: "كم يُرى من الصورة السابقة",
  plainBlend: "المزيج البسيط",
  stopComparing: "إنهاء المقارنة",
  downloadMoved: "يذكر الملف وصفته؛ والأعمال وحدها لا ترسمها من جديد، لذلك لا تُوقَّع فيه.",

  lineage: "ما جرّبته",
  lineageHelp: "كل خطوة على بعد ضغطة، وتبدأ فرعاً جديداً إن تابعت منها.",
  step: (count) => `الخطوة ${number(count)}`,
  stepFrom: (count, from) => `الخطوة ${number(count)}، من الخطوة ${number(from)}`,
  from: (step) => `من ${number(step)}`,
  forget: "انسَ غيرها",

  canvas: "على لوحة واحدة",
  canvasHelp:
    "علِّق عدة أمزجة في صورة واحدة. في الإفريز تذوب الصور المتجاورة بعضها في بعض عبر ما بينها من أمزجة.",
  addThis: "علِّق هذا المزيج",
  addAll: "علِّق كل عمل وحده",
  clear: "أفرغ اللوحة",
  as: "الترتيب",
  arrangements: { strip: "شريط", grid: "شبكة", frieze: "إفريز" },
  between: "أمزجة في ما بينها",
  acrossRow: "في الصف",
  pieces: "الأمزجة على اللوحة",
  openPiece: (count) => `استأنف المزيج ${number(count)}`,
  earlier: (count) => `قدِّم المزيج ${number(count)}`,
  later: (count) => `أخِّر المزيج ${number(count)}`,
  takeDown: (count) => `أنزل المزيج ${number(count)}`,
  canvasPicture: (pieces) =>
    plural(pieces, {
      two: "ألّفها المولِّد من مزيجين",
      few: "ألّفها المولِّد من # أمزجة",
      other: "ألّفها المولِّد من # مزيجاً",
    }),
  one: "واحد آخر وتكتمل اللوحة.",
  full: (most) => `عُلِّق ${number(most)} مزيجاً بالفعل؛ أنزل واحداً أولاً.`,
  fewerBetween: (count) => `مع هذا العدد من الأمزجة يتسع المكان لعدد ${number(count)} في ما بينها.`,
  downloadCanvas: "تنزيل اللوحة",
  preparing: "جارٍ التحضير…",
  drawing: "جارٍ الرسم…",
};
