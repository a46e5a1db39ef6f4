// Shared words, Arabic.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("ar");

export const messages: Messages = {
  untitled: "عمل بلا عنوان",
  untitledOf: (kind) => `بلا عنوان (${kind})`,
  makerNotKnown: "الصانع غير معروف",
  ownPicture: "صورتك",
  ownPictureMaker: "كما يرسمها المولِّد",
  original: "الأصل",
  originalOf: (museum) => `الأصل، ${museum}`,
  alike: (percent) => `تشابه ${percent}`,

  facets: {
    classification: "الصنف",
    culture: "الثقافة",
    medium: "المادة",
    artist: "الفنان",
    museum: "المتحف",
    department: "القسم",
  },

  generated: "مولَّدة",
  generatedBadge: "صورة مولَّدة وليست عملًا فنيًا",
  generatedRendering: "صورة مولَّدة",
  generatedNote: "من رسم المولِّد، وليست قطعة من أي مجموعة",
  renderingOf: (work) => `رسم المولِّد للعمل ${work}`,
  noPicture: "لا صورة متاحة",
  originalsOutOfReach: "تعذّر الوصول إلى صور بعض المتاحف، فحلّت محلها رسوم المولِّد.",

  somethingWrong: "حدث خطأ ما",
  noReason: (status) => `أجابت الخدمة بالرمز ${status} من غير بيان السبب. حاول بعد لحظات.`,
  unreachedTitle: "تعذّر الوصول إلى الاستوديو",
  unreachedDetail: "لم يصل أي جواب. تحقّق من الاتصال ثم حاول من جديد.",
  requestId: (id) => `الطلب ${id}`,
  tryAgain: "حاول من جديد",
  waitingFor: (what) => `في انتظار ${what}`,

  years: {
    from: "من",
    to: "إلى",
    set: "ضبط",
    setYears: "ضبط السنوات",
    notAYear: "السنة عدد صحيح لا يتجاوز 9999، و−480 تعني 480 قبل الميلاد.",
    wrongOrder: "السنة الأولى بعد الأخيرة.",
  },

  card: {
    use: (title) => `اختيار: ${title}`,
    full: (most) =>
      plural(most, {
        two: "اختير عملان بالفعل؛ أزل أحدهما أولًا",
        few: "اختيرت # أعمال بالفعل؛ أزل واحدًا منها أولًا",
        other: "اختير # عملًا بالفعل؛ أزل واحدًا منها أولًا",
      }),
  },

  keep: {
    toKeep: "احتفظ",
    isKept: "محفوظ",
    keep: (title) => `احتفظ به على رفّك: ${title}`,
    kept: (title) => `محفوظ على رفّك، أزِله: ${title}`,
    full: "رفّك ممتلئ، أزل منه شيئًا أولًا",
  },

  zoom: {
    what: "صورة يُنظر فيها عن قرب",
    nearer: "أقرب",
    farther: "أبعد",
    whole: "الصورة كاملة",
  },

  upload: {
    photo: "التقط صورة",
    tooLarge: "كبيرة جدًّا",
    size: (size, limit) =>
      `حجم هذه الصورة ${size} ميبيبايت، ولا يُنظر إلا في ${number(limit)} ميبيبايت على الأكثر. احفظها أصغر ثم حاول من جديد.`,
    invalid: "ليست صورة",
    empty: "هذا الملف فارغ، اختر صورة أخرى.",
  },

  why: {
    where: "أين؟",
    oneIn: (pairs) => `متشابهان كزوج واحد من كل ${number(pairs)} من أزواج الأعمال`,
    rarer: (pairs) => `أكثر تشابهًا من كل أزواج الأعمال إلا زوجًا من كل ${number(pairs)}`,
    common: "ليسا أكثر تشابهًا من كثير من أزواج الأعمال",
    shared: (facts) => `يجمعهما: ${facts}`,
    facts: { artist: "الفنان", culture: "الثقافة", classification: "الصنف", century: "القرن" },
  },

  tray: {
    label: "الأعمال المختارة",
    chosen: (count, most) => `المختار ${number(count)} من ${number(most)}`,
    toGo: (missing) =>
      plural(missing, { one: "بقي عمل واحد", two: "بقي عملان", few: "بقيت # أعمال", other: "بقي # عملًا" }),
    map: "افتح الخريطة",
    walk: "جولة",
    blend: "مزج",
    more: "اختر المزيد",
    takeAway: (title) => `إزالة ${title}`,
  },
};
