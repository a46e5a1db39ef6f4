import { expect, it } from "vitest";
import { NO_FACTS } from "./api/no-facts";
import type { Artwork } from "./api/types";
import { describe as words, licenceOf, makerOf, percent, titleOf } from "./label";

const NOTHING_SAID: Artwork = { ...NO_FACTS, id: "a" };

it("a label has words where the source is silent", () => {
  expect(titleOf(NOTHING_SAID)).toBe("Untitled work");
  expect(makerOf(NOTHING_SAID)).toBe("Maker not known");
  expect(titleOf({ ...NOTHING_SAID, classification: "Vase" })).toBe("Untitled (Vase)");
});

it("a label takes the culture where no maker is known", () => {
  expect(makerOf({ ...NOTHING_SAID, culture: "Etruscan" })).toBe("Etruscan");
});

it("a description leaves out what nobody knows", () => {
  expect(words({ ...NOTHING_SAID, title: "Ewer", date: "1650" })).toBe("Ewer, 1650");
});

it("a licence is told without the source's reasons, an attribution whole", () => {
  const told = (licence: string | null) => licenceOf({ ...NOTHING_SAID, licence });
  expect(told("CC0 (The Met Open Access, by its API)")).toBe("CC0");
  expect(told("Public domain work; reproduction from elsewhere")).toBe("Public domain work");
  expect(told("CC BY 4.0 (J. Paul Getty Trust)")).toBe("CC BY 4.0 (J. Paul Getty Trust)");
  expect(told(null)).toBeNull();
});

it("a share is a whole percentage", () => {
  expect(percent(0.4961)).toBe("50%");
});

it("a recipe in a work's place is said to be the visitor's own picture", () => {
  const own = { ...NOTHING_SAID, id: `351da4155f8c.1000.256.${"Ab-_".repeat(93)}AA` };
  expect(titleOf(own)).toBe("Your picture");
  expect(makerOf(own)).toBe("As the generator draws it");
});
