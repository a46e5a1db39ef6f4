import { describe, expect, it } from "vitest";
import { readWeights } from "@/lib/api/weights";
import { placesOf, sharesInWords, sharesOf } from "./places";

const LANDMARKS = [
  { artwork: "a", x: 0, y: 0 },
  { artwork: "b", x: 9, y: 9 },
];

describe("the places of a map", () => {
  it("have no share while no picture has come, or one of another map", () => {
    expect(placesOf(LANDMARKS, [], null).map((place) => place.weight)).toEqual([null, null]);
  });

  it("take the shares that the answer gives to their numbers, and none where it names none", () => {
    const weights = (header: string) =>
      placesOf(LANDMARKS, [], readWeights(header)).map((place) => place.weight);
    expect(weights("1;w=0.750, 0;w=0.250")).toEqual([0.25, 0.75]);
    expect(weights("1;w=1.000")).toEqual([0, 1]);
  });

  it("are told to a download without those that do not count", () => {
    const told = (header: string) => sharesOf(placesOf(LANDMARKS, [], readWeights(header)));
    expect(told("1;w=0.750, 0;w=0.250")).toEqual([
      ["a", 0.25],
      ["b", 0.75],
    ]);
    expect(told("1;w=1.000")).toEqual([["b", 1]]);
    expect(sharesOf(placesOf(LANDMARKS, [], null))).toEqual([]);
  });

  it("are said in words, the greatest share first and nothing that rounds to none", () => {
    const said = (header: string) => sharesInWords(placesOf(LANDMARKS, [], readWeights(header)));
    expect(said("0;w=0.250, 1;w=0.750")).toBe("75% b, 25% a");
    expect(said("0;w=1.000")).toBe("100% a");
  });
});
