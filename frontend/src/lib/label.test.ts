import { expect, it } from "vitest";
import type { Artwork } from "./api/types";
import { describe as words, makerOf, percent, titleOf } from "./label";

const NOTHING_SAID: Artwork = {
  id: "a",
  title: null,
  artist: null,
  culture: null,
  date: null,
  date_begin: null,
  date_end: null,
  period: null,
  medium: null,
  classification: null,
  department: null,
  museum: null,
  object_url: null,
  image_url: null,
  licence: null,
};

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

it("a share is a whole percentage", () => {
  expect(percent(0.4961)).toBe("50\u202f%");
});
