import { describe, expect, it } from "vitest";
import { isMoved, overWorks, plainMix, readMix, sharesOf, soloMix, writeMix, type Mix } from "./mix";

const FULL: Mix = {
  weights: [60, 40, 0],
  muted: [false, false, true],
  pulls: [0, 20, -35],
  along: { lightness: 15, "principal-1": -50 },
  truncation: 80,
  variation: { number: 2147483647, amount: 30 },
};

describe("a mix", () => {
  it("reads back as it was written, with all that can be done to it", () => {
    expect(readMix(writeMix(FULL), 3)).toEqual(FULL);
    expect(writeMix(FULL)).toBe("60.40.0_o3_p0.20.-35_d.lightness.15.principal-1.-50_t80_v2147483647.30");
  });

  it("is written by its weights alone where nothing is done to it, and nothing of it is escaped", () => {
    expect(writeMix(plainMix(2))).toBe("50.50");
    const word = writeMix(FULL);
    expect(new URLSearchParams({ mix: word }).toString()).toBe(`mix=${word}`);
  });

  it("takes equal parts of the works that it says nothing of", () => {
    expect(readMix(null, 2)).toEqual(plainMix(2));
    expect(readMix("80", 3).weights).toEqual([80, 50, 50]);
  });

  it("stays within what the service takes, and passes over nonsense", () => {
    expect(readMix("999.-3_p500_d.lightness.99_t900_v1.900", 2)).toEqual({
      weights: [100, 0],
      muted: [false, false],
      pulls: [100, 0],
      along: { lightness: 50 },
      truncation: 150,
      variation: { number: 1, amount: 100 },
    });
    expect(readMix("x.y_d.A!.3_tnine_v-4.2_q", 2)).toEqual(plainMix(2));
    const many = Array.from({ length: 12 }, (_, place) => `d${place}.1`).join(".");
    expect(Object.keys(readMix(`50_d.${many}`, 1).along)).toHaveLength(8);
  });

  it("shares one among the works that are not muted", () => {
    expect(sharesOf({ ...FULL, weights: [60, 20, 90] })).toEqual([0.75, 0.25, 0]);
    expect(sharesOf({ ...FULL, weights: [0, 0, 90] })).toBeNull();
    expect(sharesOf(soloMix(3, 1))).toEqual([0, 1, 0]);
  });

  it("is moved by a pull, a direction or a variation, and by nothing that is at rest", () => {
    const plain = plainMix(2);
    expect(isMoved({ ...plain, truncation: 50, along: { lightness: 0 } })).toBe(false);
    expect(isMoved({ ...plain, variation: { number: 3, amount: 0 } })).toBe(false);
    expect(isMoved({ ...plain, pulls: [0, -1] })).toBe(true);
    expect(isMoved({ ...plain, along: { warmth: 1 } })).toBe(true);
    expect(isMoved({ ...plain, variation: { number: 3, amount: 1 } })).toBe(true);
  });

  it("goes over to other works with its numbers", () => {
    expect(overWorks(FULL, ["a", "b", "c"], ["c", "b", "d"])).toMatchObject({
      weights: [0, 40, 0],
      muted: [true, false, false],
      pulls: [-35, 20, 0],
    });
  });
});
