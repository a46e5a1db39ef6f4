import { describe, expect, it } from "vitest";
import { arranged, rowsOf } from "./canvas";
import { plainMix } from "./mix";

const pieces = (count: number) => Array.from({ length: count }, () => plainMix(2));

describe("a canvas", () => {
  it("hangs a strip and a frieze in one row, and only the frieze melts", () => {
    const canvas = { pieces: pieces(6), between: 2, across: 3 };
    expect(arranged({ ...canvas, as: "strip" })).toEqual({ across: 6, between: 2, melt: false });
    expect(arranged({ ...canvas, as: "frieze" })).toEqual({ across: 6, between: 2, melt: true });
  });

  it("fills whole rows of a grid, as it is asked or else as square as can be", () => {
    expect(rowsOf(12)).toEqual([2, 3, 4, 6]);
    expect(rowsOf(7)).toEqual([]);
    const across = (count: number, wished: number) =>
      arranged({ pieces: pieces(count), as: "grid", between: 0, across: wished }).across;
    expect([across(6, 2), across(6, 0), across(6, 5), across(4, 0), across(7, 0)]).toEqual([2, 3, 3, 2, 7]);
  });

  it("draws fewer in between than asked where the service would refuse", () => {
    // 12 + 11 × 4 = 56 pictures, and with 5 in between 67
    expect(arranged({ pieces: pieces(12), as: "frieze", between: 6, across: 0 }).between).toBe(4);
    expect(arranged({ pieces: pieces(9), as: "grid", between: 6, across: 0 }).between).toBe(2);
  });
});
