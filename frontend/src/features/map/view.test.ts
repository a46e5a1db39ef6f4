import { describe, expect, it } from "vitest";
import { following, MAX_ZOOM, onMap, pannedBy, placeIn, pointAt, spanOf, WHOLE, zoomedAt } from "./view";

describe("a view of the map", () => {
  it("shows all of it at first, and half as much with each step nearer", () => {
    expect(spanOf(WHOLE)).toBe(1024);
    expect(spanOf(zoomedAt(WHOLE, 2))).toBe(256);
    expect(zoomedAt(WHOLE, 99).zoom).toBe(MAX_ZOOM);
    expect(zoomedAt(WHOLE, -1)).toEqual(WHOLE);
  });

  it("keeps in its place what is under the pointer while one goes nearer", () => {
    const before = pointAt(WHOLE, 0.25, 0.7);
    const nearer = zoomedAt(WHOLE, 1.5, 0.25, 0.7);
    const { across, down } = placeIn(nearer, before);
    expect(across).toBeCloseTo(0.25, 2);
    expect(down).toBeCloseTo(0.7, 2);
  });

  it("never leaves the map", () => {
    expect(onMap({ zoom: 1, x: -50, y: 5000 })).toEqual({ zoom: 1, x: 256, y: 768 });
    expect(pannedBy({ zoom: 2, x: 200, y: 512 }, -1, 0)).toEqual({ zoom: 2, x: 128, y: 512 });
  });

  it("follows a point that leaves it, and stays while the point is well in sight", () => {
    const view = { zoom: 2, x: 512, y: 512 };
    expect(following(view, { x: 520, y: 500 })).toBe(view);
    const moved = following(view, { x: 700, y: 512 });
    expect(placeIn(moved, { x: 700, y: 512 }).across).toBeLessThanOrEqual(0.93);
    expect(moved.y).toBe(512);
  });
});
