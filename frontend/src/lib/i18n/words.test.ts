// Messages in their languages: plurals, marked words, and the addresses that change the language.
import { renderToStaticMarkup } from "react-dom/server";
import { createElement } from "react";
import { expect, it } from "vitest";
import { catalogue } from "./catalogue";
import { formatIn } from "./format";
import { addressIn, LANGUAGE_NAMES } from "./languages";
import { Rich } from "./Rich";

const FORMS = { zero: "لا شيء", one: "واحد", two: "اثنان", few: "# قليلة", many: "# كثيرة", other: "# أخرى" };

it("Arabic has six forms of a plural, and Latin digits", () => {
  const { plural } = formatIn("ar");
  expect([0, 1, 2, 3, 11, 100].map((count) => plural(count, FORMS))).toEqual([
    "لا شيء",
    "واحد",
    "اثنان",
    "3 قليلة",
    "11 كثيرة",
    "100 أخرى",
  ]);
});

it("numbers are written as each language writes them", () => {
  expect(formatIn("en").number(1234567)).toBe("1,234,567");
  expect(formatIn("nl").number(1234567)).toBe("1.234.567");
  expect(formatIn("fr").percent(0.5)).toMatch(/^50\s%$/u);
});

it.each(LANGUAGE_NAMES)(
  "whole numbers, shares and lists in %s are written as Intl writes them",
  (language) => {
    const { number, percent, decimal, list } = formatIn(language);
    const locale = language === "ar" ? "ar-u-nu-latn" : language;
    const numbers = new Intl.NumberFormat(locale);
    const percents = new Intl.NumberFormat(locale, { style: "percent" });
    for (const value of [0, 7, 999, 1000, 12345, 999_999, 1_000_000, 170_677_000, -4]) {
      expect(number(value)).toBe(numbers.format(value));
      expect(decimal(value, 1)).toBe(numbers.format(value));
    }
    expect(decimal(1.25, 1)).toBe(new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(1.25));
    for (const share of [0, 0.004, 0.5, 0.634, 1, 12.5, -0.2])
      expect(percent(share)).toBe(percents.format(share));
    const lists = new Intl.ListFormat(locale, { type: "conjunction" });
    for (const parts of [[], ["a"], ["a", "b"], ["a", "b", "c"], ["a", "b", "c", "d"]])
      expect(list(parts)).toBe(lists.format(parts));
  },
);

it("marked words of a message become elements, the others stay words", () => {
  const marks = { b: (words: string) => createElement("b", null, words) };
  const drawn = renderToStaticMarkup(
    createElement(Rich, { text: "a <b>bold</b> & <i>plain</i> word", marks }),
  );
  expect(drawn).toBe("a <b>bold</b> &amp; plain word");
});

it("the same view in another language keeps its path and its state", () => {
  const here = (pathname: string) => ({ pathname, search: "?works=a,b", hash: "" }) as Location;
  expect(addressIn("ar", here("/map"))).toBe("/ar/map?works=a,b");
  expect(addressIn("en", here("/"))).toBe("/en?works=a,b");
});

it("words that have come are there at once, and no view waits for them again", async () => {
  const file = () => Promise.resolve({ messages: { hello: "Hello" } });
  const greetings = catalogue<{ hello: string }>({ en: file, fr: file, nl: file, ar: file });
  await greetings.load();
  expect(greetings.load()).toMatchObject({ status: "fulfilled", value: { hello: "Hello" } });
  expect(greetings.now()).toEqual({ hello: "Hello" });
});
