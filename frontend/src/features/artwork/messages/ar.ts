// Words of a work's page, Arabic.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("ar");

export const messages: Messages = {
  title: "عمل فني",
  cannotShow: "تعذّر عرض هذا العمل",
  waiting: "في انتظار العمل",
  facts: "أعمال أخرى تشاركه",
  period: "الحقبة",
  materials: "صُنع من",
  tags: "يُظهر",
  hues: "الألوان",
  looks: "المظهر",
  byProgram: "قرأه برنامج من الصورة، لا المتحف.",
  objectPage: (museum) => `صفحة العمل لدى ${museum}`,
  itsMuseum: "متحفه",
  waitingForPicture: "في انتظار صورة المتحف…",
  rendering: "رسم المولِّد، وليس العمل نفسه.",
  noPictureKnown: "لا تعرف هذه المجموعة صورة للأصل.",
  outOfReach: (museum) => `تعذّر الوصول من هنا إلى الصورة لدى ${museum}.`,
  theMuseum: "المتحف",
  closer: "انظر عن قرب",
  closeCloser: "إغلاق",
  fidelity: {
    first: (all) =>
      `بهذا الرسم وحده يجد البحث العمل نفسه أولًا بين ${number(all)}: ما يجعله هذا العمل موجود فيه.`,
    near: (place, all) =>
      `بهذا الرسم وحده يجد البحث العمل نفسه في المرتبة ${number(place)} من ${number(all)}: الشبه عام.`,
    far: (place, all) =>
      `بهذا الرسم وحده لا يجد البحث العمل نفسه إلا في المرتبة ${number(place)} من ${number(all)}: لم يبق منه إلا القليل.`,
    lost: (shown, all) =>
      `بهذا الرسم وحده لا يجد البحث العمل بين أقرب ${number(shown)} من ${number(all)}: يكاد لا يُعرف.`,
  },
  useInMap: "ضعه على الخريطة",
  takeOut: "أزله من الخريطة",
  useInBlend: "استعمله في مزيج",
  useInWalk: "استعمله في جولة",
  full: (most) => `اختير ${number(most)} من الأعمال بالفعل؛ أزل واحدًا منها أولًا.`,
  oneMore: "اختير. تحتاج الخريطة إلى عمل آخر: اختر واحدًا أدناه، أو <enter>من بين الجميع</enter>.",
  kin: "أقرب أقربائه في كل ثقافة ومادة وقرن",
  chain: (title) => `سلسلة الأعمال من هنا إلى <cite>${title}</cite>`,
  connect: "جد سلسلة الأعمال إلى عمل آخر",
  similar: {
    heading: "أعمال تشبه هذا العمل",
    onlySame: "فقط الأعمال التي لها",
    same: {
      culture: "الثقافة نفسها",
      medium: "المادة نفسها",
      classification: "الصنف نفسه",
      artist: "الفنان نفسه",
      museum: "المتحف نفسه",
    },
    comparing: "جارٍ المقارنة…",
    nearest: (shown, all) => `أقرب ${number(shown)} من ${number(all)} عمل`,
    fit: (count) =>
      plural(count, {
        zero: "لا عمل يطابق هذه الشروط",
        one: "عمل واحد يطابق هذه الشروط",
        two: "عملان يطابقان هذه الشروط",
        few: "# أعمال تطابق هذه الشروط",
        other: "# عملًا يطابق هذه الشروط",
      }),
    none: "لا عمل آخر يطابق هذه الشروط كلها. أزل أحدها لترى المزيد.",
    notClose: "لا شيء هنا يشبهه حقًا؛ وهذه هي الأقرب.",
    label: "أعمال مشابهة",
    waiting: "أعمال مشابهة",
  },
};
