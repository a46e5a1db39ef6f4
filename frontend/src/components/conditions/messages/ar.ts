// Words of conditions, Arabic.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("ar");

export const messages: Messages = {
  filters: "المرشّحات",
  filtersOf: (count) => `المرشّحات (${number(count)})`,
  hideFilters: "إخفاء المرشّحات",
  narrow: "بشرط",
  narrowed: (count) => plural(count, { one: "بشرط واحد", two: "بشرطين", few: "ب# شروط", other: "ب# شرطًا" }),
  conditions: "الشروط",
  yearsLegend: "السنوات",
  group: (place) => `البديل ${number(place)}`,
  exception: (place) => `الاستثناء ${number(place)}`,
  or: "أو",
  and: "و",
  not: (value) => `ليس ${value}`,
  butNot: "ما عدا",
  addAlternative: "أو …",
  addException: "ما عدا …",
  beginAlternative: "بديل: اختر صفاته من المرشّحات.",
  beginException: "استثناء: اختر صفاته من المرشّحات.",
  change: "تغيير",
  changing: "المرشّحات تغيّر هذا",
  takeAway: (value) => `إزالة ${value}`,
  takeAwayYears: "إزالة السنوات",
  clearAll: "مسح الكل",
  until: (year) => `حتى ${year}`,
  since: (year) => `منذ ${year}`,
  leaveOut: (value) => `استبعاد ${value}`,
  showMore: (count) => `أظهر ${number(count)} أخرى`,
  showFewer: "أظهر أقل",
  findIn: (facet) => `ابحث في ${facet}`,
  noneLike: (words) => `لا شيء يشبه «${words}»`,
  unknown: (value) => `لا يذكر أي عمل هنا «${value}».`,
  meant: "هل تقصد",
};
