// Messages in their languages: plurals, marked words, and the addresses that change the language.
import { renderToStaticMarkup } from "react-dom/server";
import { createElement } from "react";
import { expect, it } from "vitest";
import { catalogue } from "./catalogue";
import { formatIn } from "./format";
import { addressIn } from "./languages";
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
