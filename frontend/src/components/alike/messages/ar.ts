// Words of where two pictures are alike, Arabic.
import type { Messages } from "./en";

export const messages: Messages = {
  title: "أين تتشابهان",
  how: "كلما اشتدّ الأزرق زاد إسهام الموضع في الشبه. والحرف نفسه يسم موضعين متشابهين.",
  renderings: "معروض على رسوم المولِّد حيث تعذّر الوصول إلى صورة المتحف.",
  looking: "مقارنة موضعًا موضعًا…",
  yours: "صورتك",
  overlay: "الأزرق فوق الصورة",
  close: "إغلاق",
};
