import { describe, expect, it } from "vitest";
import { placesOf, sharesInWords } from "./places";

const LANDMARKS = [
  { artwork: "a", x: 0, y: 0 },
  { artwork: "b", x: 9, y: 9 },
];

describe("the places of a map", () => {
  it("have no share while no picture has come, or one of another map", () => {
    expect(placesOf(LANDMARKS, [], []).map((place) => place.weight)).toEqual([null, null]);
    expect(placesOf(LANDMARKS, [], [1, 0, 0]).map((place) => place.weight)).toEqual([null, null]);
  });

  it("take the shares in the order of the landmarks", () => {
    expect(placesOf(LANDMARKS, [], [0.25, 0.75]).map((place) => place.weight)).toEqual([0.25, 0.75]);
  });

  it("are said in words, the greatest share first and nothing that rounds to none", () => {
    expect(sharesInWords(placesOf(LANDMARKS, [], [0.25, 0.75]))).toBe("75\u202f% b, 25\u202f% a");
    expect(sharesInWords(placesOf(LANDMARKS, [], [1, 0]))).toBe("100\u202f% a");
  });
});
