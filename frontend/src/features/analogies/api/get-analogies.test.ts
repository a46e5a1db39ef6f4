import { expect, it } from "vitest";
import { readKind } from "./get-analogies";

it("the address says what the groups are, and nonsense is a culture", () => {
  expect(readKind(new URLSearchParams("by=century"))).toBe("century");
  expect(readKind(new URLSearchParams("by=smell"))).toBe("culture");
  expect(readKind(new URLSearchParams())).toBe("culture");
});
