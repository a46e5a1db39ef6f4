import { describe, expect, it } from "vitest";
import { mapAddress, mapParams, readMap } from "./map-url";

describe("the address of a map", () => {
  it("reads back as it was written", () => {
    const state = { works: ["a", "clevelandart-1950.397.a"], point: { x: 3, y: 1024 } };
    expect(readMap(new URLSearchParams(mapAddress(state).split("?")[1]))).toEqual(state);
  });

  it("is easy to read", () => {
    expect(mapAddress({ works: ["a", "b"], point: { x: 512, y: 7 } })).toBe("/map?works=a,b&x=512&y=7");
  });

  it("means the centre where it says nothing, or nothing that is a number", () => {
    expect(readMap(new URLSearchParams("works=a,b&x=left")).point).toEqual({ x: 512, y: 512 });
  });

  it("stays on the grid", () => {
    expect(readMap(new URLSearchParams("works=a,b&x=-5&y=9999")).point).toEqual({ x: 0, y: 1024 });
  });

  it("keeps what else it says", () => {
    const params = mapParams(new URLSearchParams("works=a,b&lang=fr"), {
      works: ["a"],
      point: { x: 1, y: 2 },
    });
    expect(params.get("lang")).toBe("fr");
  });
});
