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

interface Written {
  readonly thousands: string;
  readonly percent: string;
  /** What stands between the parts of a list, before its last part, and between two. */
  readonly list: readonly [between: string, last: string, two: string];
}

/**
 * Whole numbers, shares and lists stand on many pages, and the first of these that is asked of Intl holds Chromium up
 * for some 25 ms, a phone for a multiple: so they are written here. A test holds them to Intl, which does the rest.
 */
const WRITTEN: Record<Language, Written> = {
  en: { thousands: ",", percent: "#%", list: [", ", ", and ", " and "] },
  fr: { thousands: "\u202f", percent: "#\u00a0%", list: [", ", " et ", " et "] },
  nl: { thousands: ".", percent: "#%", list: [", ", " en ", " en "] },
  ar: { thousands: ",", percent: "#\u200e%\u200e", list: [" و", " و", " و"] },
};

export function formatIn(language: Language): Format {
  const locale = LOCALES[language];
  const written = WRITTEN[language];
  const numbers = once(() => new Intl.NumberFormat(locale));
  const rules = once(() => new Intl.PluralRules(locale));
  const dates = once(() => new Intl.DateTimeFormat(locale, { dateStyle: "long" }));
  const seconds = once(
    () =>
      new Intl.NumberFormat(locale, {
        style: "unit",
        unit: "second",
        unitDisplay: "long",
        maximumFractionDigits: 1,
      }),
  );
  const number = (value: number) =>
    Number.isSafeInteger(value) && value >= 0
      ? String(value).replace(/\B(?=(\d{3})+$)/g, written.thousands)
      : numbers().format(value);
  return {
    number,
    percent: (share) => written.percent.replace("#", number(Math.round(share * 100))),
    decimal: (value, digits) =>
      Number.isInteger(value)
        ? number(value)
        : new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value),
    list: (parts) => {
      const [between, last, two] = written.list;
      if (parts.length <= 2) return parts.join(two);
      return `${parts.slice(0, -1).join(between)}${last}${parts.at(-1) ?? ""}`;
    },
    date: (when) => dates().format(new Date(when)),
    plural: (count, forms) => (forms[rules().select(count)] ?? forms.other).replaceAll("#", number(count)),
    seconds: (value) => seconds().format(value),
  };
}

/** Made when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

let ofThePage: Format | undefined;

/** Those of the page's language. */
export function format(): Format {
  return (ofThePage ??= formatIn(pageLanguage()));
}
