import { expect, it } from "vitest";
import { isAddress } from "./similar-to-address";

it("an address is told from words", () => {
  expect(isAddress("https://images.metmuseum.org/a.jpg?x=1")).toBe(true);
  expect(isAddress("http://images.metmuseum.org/a.jpg")).toBe(true);
  expect(isAddress("https and other words")).toBe(false);
  expect(isAddress("metmuseum.org")).toBe(false);
  expect(isAddress("")).toBe(false);
});
