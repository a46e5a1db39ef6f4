import { expect, it } from "vitest";
import { readEach, readKind } from "./get-analogies";

it("the address says what the groups are, and nonsense is a culture", () => {
  expect(readKind(new URLSearchParams("by=century"))).toBe("century");
  expect(readKind(new URLSearchParams("by=smell"))).toBe("culture");
  expect(readKind(new URLSearchParams())).toBe("culture");
});

it("the address says how many of each, and nonsense is one", () => {
  expect(readEach(new URLSearchParams("each=3"))).toBe(3);
  expect(readEach(new URLSearchParams("each=7"))).toBe(1);
  expect(readEach(new URLSearchParams())).toBe(1);
});
