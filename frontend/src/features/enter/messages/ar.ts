// Words of the first view, Arabic.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("ar");

export const messages: Messages = {
  heading: "تجوّل في الفضاء ما بين الأعمال الفنية",
  what: "اختر أعمالًا من مجموعات متحفية مفتوحة، واستكشف الصور التي تتخيّلها بينها آلةٌ درست آلافًا منها.",
  real: "الأعمال حقيقية، وكل ما وُسم <made>بهذا الأزرق</made> رسمته الآلة وليس قطعة من أي مجموعة.",
  chooseWorks: "اختر أعمالًا",
  surprise: "فاجئني",

  mosaic: {
    legend: "الأعمال ذات الهامش من المجموعة، وكل صورة بينها رُسمت لموضعها.",
    framed: "هنا:",
    pause: "إيقاف",
    play: "متابعة",
    open: "افتح هذه الخريطة",
  },

  choose: {
    heading: (most) => plural(most, { few: "اختر حتى # أعمال", other: "اختر حتى # عملًا" }),
    kinds: "أنواع الأعمال",
    search: "ابحث في الأعمال",
    placeholder: "فنان أو شيء أو مكان…",
    withPicture: "أو ابدأ بصورة لك",
    pictureField: "الصورة التي تبدأ بها",
    pictureHint: "تُقارَن صورتك بكل الأعمال ثم تُنسى. يمكن أيضًا إفلاتها هنا أو لصقها.",
    letGo: "أفلت لترى أكثر الأعمال شبهًا بهذه الصورة.",
    list: "أعمال للاختيار",
    theWorks: "الأعمال",
    none: "لا عمل يوافق هذه الكلمات والأنواع.",
    showAll: "اعرض كل الأعمال",
    fetching: "جارٍ جلب المزيد…",
    more: "اعرض المزيد",
    shown: (count, total) => `${number(count)} من أصل ${number(total)}`,
    shownThatFit: (count, total) => `${number(count)} من أصل ${number(total)} من الأعمال الموافقة`,
  },

  kinds: {
    portraits: "صور شخصية",
    vases: "مزهريات",
    helmets: "خوذات",
    landscapes: "مناظر طبيعية",
    clocks: "ساعات",
    instruments: "آلات موسيقية",
    swords: "سيوف",
    drawings: "رسوم",
    prints: "مطبوعات",
    furniture: "أثاث",
    ceramics: "خزف",
  },
};
