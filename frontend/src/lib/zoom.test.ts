import { describe, expect, it } from "vitest";
import {
  fitted,
  moved,
  NEAREST,
  partsInView,
  placed,
  readZoom,
  spotAt,
  WHOLE,
  writeZoom,
  zoomed,
} from "./zoom";

const VIEW = { width: 800, height: 600 };
const FIT = fitted(VIEW, { width: 3000, height: 3000 });

describe("looking nearer", () => {
  it("begins with the whole picture in the view", () => {
    expect(FIT).toEqual({ width: 600, height: 600 });
    expect(placed(WHOLE, FIT)).toEqual({ dx: 0, dy: 0 });
  });

  it("keeps the spot under the pointer where it is", () => {
    const spot = spotAt(WHOLE, 150, -75, FIT);
    expect(spot).toEqual({ x: 0.75, y: 0.375 });
    const near = zoomed(WHOLE, 4, spot);
    expect(spotAt(near, 150, -75, FIT).x).toBeCloseTo(spot.x, 3);
    expect(spotAt(near, 150, -75, FIT).y).toBeCloseTo(spot.y, 3);
  });

  it("ends at the most, and back at the whole picture, wherever one was", () => {
    expect(zoomed(WHOLE, 100).scale).toBe(NEAREST);
    expect(zoomed({ x: 0.1, y: 0.9, scale: 2 }, 0.1)).toEqual(WHOLE);
  });

  it("follows the hand, and never leaves the picture", () => {
    const near = { x: 0.5, y: 0.5, scale: 4 };
    expect(moved(near, 240, 0, FIT)).toEqual({ x: 0.4, y: 0.5, scale: 4 });
    expect(moved(near, -9999, 9999, FIT)).toEqual({ x: 1, y: 0, scale: 4 });
    expect(placed(moved(near, 240, 0, FIT), FIT).dx).toBeCloseTo(240, 6);
  });
});

describe("the parts of a picture that are asked for", () => {
  it("are none while the whole picture is sharp enough", () => {
    expect(partsInView(WHOLE, VIEW, FIT, 600, 5)).toEqual([]);
  });

  it("are those in view alone, as deep as the screen can show and the service goes", () => {
    const parts = partsInView({ x: 0.5, y: 0.5, scale: 8 }, VIEW, FIT, 600, 5);
    expect(new Set(parts.map((part) => part.level))).toEqual(new Set([3]));
    expect(parts.map(({ column, row }) => `${column},${row}`)).toEqual([
      ...["3,3", "4,3"],
      ...["3,4", "4,4"],
    ]);
    expect(partsInView({ x: 0.5, y: 0.5, scale: 64 }, VIEW, FIT, 600, 5)[0]?.level).toBe(5);
  });

  it("stay within the picture at its corner", () => {
    const parts = partsInView({ x: 1, y: 0, scale: 4 }, VIEW, FIT, 600, 5);
    expect(parts.every(({ column, row }) => column <= 3 && row >= 0)).toBe(true);
    expect(parts.length).toBeGreaterThan(0);
  });
});

describe("a view in an address", () => {
  it("reads back as it was written", () => {
    const zoom = { x: 0.123, y: 0.5, scale: 3.375 };
    expect(readZoom(writeZoom(zoom))).toEqual(zoom);
  });

  it.each([null, "", "1", "a,b,c", "1,,2", "0.5,0.5,Infinity"])("is none where it says %s", (said) => {
    expect(readZoom(said)).toBeNull();
  });

  it("is held to the picture", () => {
    expect(readZoom("7,-3,99")).toEqual({ x: 1, y: 0, scale: NEAREST });
    expect(readZoom("0.2,0.2,0.5")).toEqual(WHOLE);
  });
});
