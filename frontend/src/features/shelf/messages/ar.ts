// Words of the shelf, Arabic.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("ar");

export const messages: Messages = {
  title: "رفّك",
  lead: "الأعمال والصور التي احتفظت بها. هي في هذا المتصفّح وحده: لا يراها أحد سواك، ولا يعرف عنها متصفّح آخر شيئًا حتى تنقلها إليه في ملف.",
  count: (count) =>
    plural(count, {
      zero: "لا شيء محفوظ",
      one: "شيء واحد محفوظ",
      two: "شيئان محفوظان",
      few: "# أشياء محفوظة",
      other: "# شيئًا محفوظًا",
    }),
  unsafe: "هذا المتصفّح لا يسمح للصفحة بالحفظ، أو امتلأت ذاكرته: يبقى الرف إلى أن تُغلق الصفحة. احفظه في ملف.",
  empty: "لم يُحفظ شيء بعد",
  emptyWords:
    "العلامة بجانب العمل أو الصورة تحفظه هنا. <search>ابحث في المجموعة</search>، أو <enter>اختر أعمالًا لخريطة</enter>.",
  kept: (date) => `حُفظ في ${date}`,
  picture: "صورة مولَّدة",
  gone: "لم يعد هذا العمل في هذه المجموعة.",
  note: "ملاحظة",
  noteOn: (title) => `ملاحظة على ${title}`,
  notePlaceholder: "لماذا احتفظت به؟",
  remove: "إزالة",
  removeOf: (title) => `إزالة ${title} من الرف`,
  removed: (title) => `أُزيل ${title} من الرف.`,
  putBack: "أعِده",
  compare: "قارن",
  compareOf: (title) => `قارن ${title}`,
  compareHint: "علّم اثنين لتراهما جنبًا إلى جنب.",
  compareOne: "بقي واحد للمقارنة.",
  compareNow: "انظر إليهما معًا",
  comparing: "جنبًا إلى جنب",
  together: "حرّكهما معًا",
  back: "العودة إلى الرف",
  save: "خذه معك",
  asJson: "JSON",
  asCsv: "جدول (CSV)",
  asManifest: "بيان IIIF",
  saveHint:
    "ينقل JSON الرفَّ إلى متصفّح آخر؛ ويُفتح الجدول في برامج الجداول؛ ويُفتح بيان IIIF في Mirador وغيره من عارضات المتاحف.",
  preparing: (done, all) => `البحث عن ${number(done)} من ${number(all)}…`,
  saved: (name) => `حُفظ ${name}.`,
  standIns: (count) =>
    plural(count, {
      one: "تعذّر الوصول إلى صورة عمل واحد في متحفه؛ وفي البيان مكانها رسم المولِّد موسومًا بذلك.",
      two: "تعذّر الوصول إلى صورتي عملين في متحفيهما؛ وفي البيان مكانهما رسما المولِّد موسومين بذلك.",
      few: "تعذّر الوصول إلى صور # أعمال في متاحفها؛ وفي البيان مكانها رسوم المولِّد موسومة بذلك.",
      other: "تعذّر الوصول إلى صور # عملًا في متاحفها؛ وفي البيان مكانها رسوم المولِّد موسومة بذلك.",
    }),
  bring: "استعد رفًّا",
  brought: (count) =>
    count === 0
      ? "كل ما في هذا الملف موجود هنا بالفعل."
      : plural(count, {
          one: "أُضيف شيء واحد.",
          two: "أُضيف شيئان.",
          few: "أُضيفت # أشياء.",
          other: "أُضيف # شيئًا.",
        }),
  notOurs: "ليس هذا رفًّا حُفظ هنا بصيغة JSON. لم يتغيّر شيء.",
  tooLarge: (mebibytes) => `حجم الرف ${number(mebibytes)} ميبيبايت على الأكثر؛ وهذا الملف أكبر.`,
  manifest: {
    shelf: "رفّ في Gen Studio",
    artist: "الفنان",
    date: "التاريخ",
    culture: "الثقافة",
    medium: "المادة",
    museum: "المتحف",
    recipe: "الوصفة",
    rights: "المصدر",
    generated: "من رسم مولِّد، وليست قطعة من أي مجموعة",
    objectPage: "صفحة العمل لدى متحفه",
  },
};
