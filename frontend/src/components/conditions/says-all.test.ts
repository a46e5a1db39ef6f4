import { expect, it } from "vitest";
import { saysAll } from "./says-all";

it.each([
  ["Utagawa Hiroshige", "hiro", true],
  ["Utagawa Hiroshige", "hiro uta", true],
  ["Utagawa Hiroshige", "oshige", false],
  ["Édouard Manet", "edouard", true],
  ["Etching, engraving", "etch paper", false],
  ["Anything", " ", true],
])("%s has %j: %s", (value, wanted, has) => {
  expect(saysAll(value, wanted)).toBe(has);
});
