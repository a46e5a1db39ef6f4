// Numbers, shares, lists, dates and plurals as a language writes them.
import { pageLanguage, type Language } from "./languages";

/** One of these for each form that the language has; `other` always. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

export interface Format {
  readonly number: (value: number) => string;
  /** 0.634 → 63%. */
  readonly percent: (share: number) => string;
  /** 17 points to 17, 1.5 to 1.5: `digits` after the point at most. */
  readonly decimal: (value: number, digits: number) => string;
  readonly list: (parts: readonly string[]) => string;
  readonly date: (when: Date | number | string) => string;
  /** `plural(3, { one: "# work", other: "# works" })` → "3 works". */
  readonly plural: (count: number, forms: Forms) => string;
  readonly seconds: (seconds: number) => string;
}

/** Catalogues write years in Latin digits, so Arabic pages write all numbers so. */
const LOCALES: Record<Language, string> = { en: "en", fr: "fr", nl: "nl", ar: "ar-u-nu-latn" };

export function formatIn(language: Language): Format {
  const locale = LOCALES[language];
  const numbers = new Intl.NumberFormat(locale);
  const percents = new Intl.NumberFormat(locale, { style: "percent" });
  const rules = new Intl.PluralRules(locale);
  const lists = new Intl.ListFormat(locale, { type: "conjunction" });
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: "long" });
  const seconds = new Intl.NumberFormat(locale, {
    style: "unit",
    unit: "second",
    unitDisplay: "long",
    maximumFractionDigits: 1,
  });
  return {
    number: (value) => numbers.format(value),
    percent: (share) => percents.format(share),
    decimal: (value, digits) =>
      new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value),
    list: (parts) => lists.format(parts),
    date: (when) => dates.format(new Date(when)),
    plural: (count, forms) =>
      (forms[rules.select(count)] ?? forms.other).replaceAll("#", numbers.format(count)),
    seconds: (value) => seconds.format(value),
  };
}

let ofThePage: Format | undefined;

/** Those of the page's language. */
export function format(): Format {
  return (ofThePage ??= formatIn(pageLanguage()));
}
