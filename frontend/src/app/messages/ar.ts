// Words around every view, Arabic.
import type { Messages } from "./en";

export const messages: Messages = {
  rooms: {
    map: "الخريطة",
    blend: "المزج",
    walk: "الجولة",
    search: "البحث",
    shelf: "الرف",
    about: "عن الاستوديو",
  },
  main: "التنقل الرئيسي",
  menu: "القائمة",
  close: "إغلاق",
  language: "اللغة",
  darkRoom: "قاعة معتمة",
  whiteWall: "جدار أبيض",
  skip: "إلى المحتوى",
  foot: "بيانات الأعمال وصورها من مجموعات متحفية مفتوحة، وتذكر صفحة كل عمل متحفه ورخصته. وما يرسمه المولِّد موسوم بذلك، وليس قطعة من أي مجموعة.",
  verify: "هل رسم نموذج هذه الصورة؟",
  howItWorks: "كيف يعمل",
  notHere: {
    title: "لا شيء هنا",
    heading: "لا شيء في هذا العنوان",
    words: "لعل الرابط قديم أو سقط منه حرف. أما الأعمال فما زالت كلها هنا.",
  },
  broke: {
    title: "حدث عطل",
    heading: "تعذّر عرض هذه الصفحة",
    words: "كثيرًا ما تفيد إعادة التحميل، كأن يكون الاستوديو قد جُدّد للتو.",
    said: (message) => `نص الخطأ: ${message}`,
    again: "إعادة التحميل",
  },
  ways: "<enter>اختر أعمالًا لتبدأ</enter>، أو <search>ابحث في المجموعة</search>.",
};
