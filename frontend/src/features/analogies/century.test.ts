import { expect, it } from "vitest";
import { roman } from "@/lib/i18n/roman";
import { readCentury } from "./century";
import { messages as english } from "./messages/en";
import { messages as french } from "./messages/fr";

it("a century is read as the service words it, and nothing else is", () => {
  expect(readCentury("18th century")).toEqual({ count: 18, before: false });
  expect(readCentury("1st century BC")).toEqual({ count: 1, before: true });
  expect(readCentury("Century of Progress")).toBeNull();
});

it("each language words it anew", () => {
  expect([1, 2, 3, 11, 12, 21].map((count) => english.century(count, false))).toEqual([
    "1st century",
    "2nd century",
    "3rd century",
    "11th century",
    "12th century",
    "21st century",
  ]);
  expect(french.century(18, false)).toBe("XVIIIe siècle");
  expect(french.century(1, true)).toBe("Ier siècle avant notre ère");
  expect([4, 9, 14, 20, 39].map(roman)).toEqual(["IV", "IX", "XIV", "XX", "XXXIX"]);
});
