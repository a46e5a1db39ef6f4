import { expect, it } from "vitest";
import { likeness, sharedFacts } from "./likeness";

it.each([
  [0.5, "No more alike than many pairs of works"],
  [0.9, "As alike as one in 10 pairs of works"],
  [0.93, "As alike as one in 14 pairs of works"],
  [0.99465, "As alike as one in 200 pairs of works"],
  [0.9998, "As alike as one in 5,000 pairs of works"],
  [1, "More alike than all but one in 10,000 pairs of works"],
])("%d of random pairs less alike: %s", (percentile, said) => {
  expect(likeness(percentile)).toBe(said);
});

it("common facts are named, and none is no words", () => {
  expect(sharedFacts(["artist", "century"])).toBe("In common: artist and century");
  expect(sharedFacts([])).toBeNull();
});
