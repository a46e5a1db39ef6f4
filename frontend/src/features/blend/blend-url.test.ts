import { describe, expect, it } from "vitest";
import { blendAddress, readBlend, withWork, withWorksOf, type BlendState } from "./blend-url";
import { plainMix, soloMix } from "./mix";

const STATE: BlendState = {
  works: ["a", "b", "c"],
  mix: { ...plainMix(3), weights: [70, 30, 0], along: { warmth: -12 } },
  before: plainMix(3),
  canvas: { pieces: [soloMix(3, 0), soloMix(3, 2)], as: "grid", between: 4, across: 2 },
};

const read = (link: string) => readBlend(new URLSearchParams(link.split("?")[1]));

describe("the address of a blend", () => {
  it("restores works, mix, comparison and canvas exactly", () => {
    expect(read(blendAddress(STATE))).toEqual(STATE);
  });

  it("is short where there is little to say", () => {
    const state = read("/blend?works=a,b");
    expect(state.mix).toEqual(plainMix(2));
    expect(blendAddress(state)).toBe("/blend?works=a,b&mix=50.50");
  });

  it("loses a work with its numbers everywhere, and pieces that were it alone", () => {
    const less = withWorksOf(STATE, ["a", "b"]);
    expect(less.works).toEqual(["a", "b"]);
    expect(less.mix.weights).toEqual([70, 30]);
    expect(less.canvas.pieces).toEqual([soloMix(2, 0)]);
  });

  it("leaves out pieces of which nothing is left, since all of them is muted or weighs nothing", () => {
    const state = read("/blend?works=a,b&pieces=0.0*100.0*70.30_o1.2");
    expect(state.canvas.pieces).toEqual([soloMix(2, 0)]);
    const muted = { ...plainMix(3), muted: [true, true, false] };
    const less = withWorksOf({ ...STATE, canvas: { ...STATE.canvas, pieces: [muted] } }, ["a", "b"]);
    expect(less.canvas.pieces).toEqual([]);
  });

  it("gains a work without changing what hangs on the canvas", () => {
    const more = withWork(STATE, "d");
    expect(more.mix.weights).toEqual([70, 30, 0, 50]);
    expect(more.canvas.pieces[0]).toEqual(soloMix(4, 0));
    expect(read(blendAddress(more))).toEqual(more);
  });
});
