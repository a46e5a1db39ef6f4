import { describe, expect, it } from "vitest";
import { address } from "@/lib/url/works";
import { mapParams, readMap, withLandmarkAt, withoutWork, type MapState } from "./map-url";

const read = (link: string) => readMap(new URLSearchParams(link.split("?")[1]));
const write = (state: MapState) => address("/map", mapParams(new URLSearchParams(), state));

describe("the address of a map", () => {
  it("reads back as it was written, with landmarks put elsewhere, what is seen, a lock and no terrain", () => {
    const state = {
      works: ["a", "clevelandart-1950.397.a"],
      point: { x: 3, y: 1024 },
      at: [{ x: 20, y: 900 }, null],
      view: { zoom: 2.5, x: 200, y: 700 },
      locked: true,
      terrain: false,
    };
    expect(read(write(state))).toEqual(state);
  });

  it("is easy to read", () => {
    expect(write({ ...read("/map?works=a,b"), point: { x: 512, y: 7 } })).toBe("/map?works=a,b&x=512&y=7");
  });

  it("means the centre and the whole where it says nothing, or nothing that is a number", () => {
    const state = read("/map?works=a,b&x=left&view=far.away.3&at=here_there");
    expect(state).toEqual({
      works: ["a", "b"],
      point: { x: 512, y: 512 },
      at: [null, null],
      view: { zoom: 0, x: 512, y: 512 },
      locked: false,
      terrain: true,
    });
  });

  it("stays on the grid", () => {
    const state = read("/map?works=a,b&x=-5&y=9999&at=5000.3&view=9900.0.0");
    expect(state.point).toEqual({ x: 0, y: 1024 });
    expect(state.at).toEqual([{ x: 1024, y: 3 }, null]);
    expect(state.view).toEqual({ zoom: 5, x: 16, y: 16 });
  });

  it("keeps what else it says", () => {
    const params = mapParams(new URLSearchParams("works=a,b&lang=fr"), read("/map?works=a"));
    expect(params.get("lang")).toBe("fr");
  });
});

describe("a landmark", () => {
  const now = [
    { x: 10, y: 10 },
    { x: 500, y: 500 },
    { x: 1024, y: 0 },
  ];
  const state = read("/map?works=a,b,c");

  it("is put elsewhere while the others stay where they are", () => {
    expect(withLandmarkAt(state, now, 1, { x: 40, y: 60 }).at).toEqual([now[0], { x: 40, y: 60 }, now[2]]);
  });

  it("never stands on another one", () => {
    expect(withLandmarkAt(state, now, 1, { x: 10, y: 10 }).at[1]).toEqual({ x: 11, y: 10 });
    expect(withLandmarkAt(state, now, 0, { x: 1024, y: 0 }).at[0]).toEqual({ x: 1023, y: 0 });
  });

  it("goes with its place", () => {
    const moved = withLandmarkAt(state, now, 1, { x: 40, y: 60 });
    expect(withoutWork(moved, "a")).toMatchObject({ works: ["b", "c"], at: [{ x: 40, y: 60 }, now[2]] });
  });
});
