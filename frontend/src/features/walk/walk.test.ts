import { describe, expect, it } from "vitest";
import { address } from "@/lib/url/works";
import { framesOf, framesOfStops, stepAt } from "./walk";
import { readFrame, readWalk, walkParams, type WalkState } from "./walk-url";

describe("a walk", () => {
  it("has as many frames as its pace takes for each leg, and shows each stop on one of them", () => {
    expect(framesOf(3, true, "brisk")).toBe(48);
    expect(framesOfStops(3, true, 48)).toEqual([0, 16, 32]);
    expect(framesOf(3, false, "brisk")).toBe(33);
    expect(framesOfStops(3, false, 33)).toEqual([0, 16, 32]);
    // the most stops at the slowest pace: the service films up to 600
    expect(framesOf(9, true, "slow")).toBeLessThanOrEqual(600);
  });

  it("is at a stop on that stop's frame, and between two of them on the others", () => {
    expect(framesOfStops(3, true, 48).map((frame) => stepAt(frame, 3, true, 48, "smooth"))).toEqual([
      { from: 0, to: 1, share: 0 },
      { from: 1, to: 2, share: 0 },
      { from: 2, to: 0, share: 0 },
    ]);
    expect(stepAt(8, 3, true, 48, "linear")).toEqual({ from: 0, to: 1, share: 0.5 });
    expect(stepAt(4, 3, true, 48, "smooth").share).toBeCloseTo(3 / 16 - 2 / 64);
    expect(stepAt(47, 3, true, 48, "linear")).toEqual({ from: 2, to: 0, share: 15 / 16 });
    // one way, the last frame is the last stop's own
    expect(stepAt(32, 3, false, 33, "smooth")).toMatchObject({ from: 2, share: 0 });
    expect(stepAt(31, 3, false, 33, "linear")).toEqual({ from: 1, to: 2, share: 15 / 16 });
  });

  it("is restored by its address", () => {
    const walk: WalkState = {
      works: ["a", "b"],
      start: `0123456789ab.1000.256.${"AbC-_9".repeat(62)}AA`,
      pace: "slow",
      easing: "linear",
      loop: false,
    };
    expect(readWalk(walkParams(new URLSearchParams(), walk))).toEqual(walk);
  });

  it("goes calmly round where its address says nothing, or nonsense", () => {
    const walk = readWalk(new URLSearchParams("works=a,b&start=../../x&pace=toString&loop=maybe"));
    expect(walk).toEqual({ works: ["a", "b"], start: null, pace: "calm", easing: "smooth", loop: true });
    expect(address("/walk", walkParams(new URLSearchParams(), walk))).toBe("/walk?works=a,b");
  });

  it("begins where its address says, or at the beginning where that says nothing that can be", () => {
    expect(
      ["at=17", "", "at=-1", "at=1e3", "at=99999"].map((said) => readFrame(new URLSearchParams(said))),
    ).toEqual([17, 0, 0, 0, 0]);
  });
});
