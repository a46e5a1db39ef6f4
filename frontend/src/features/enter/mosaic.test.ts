// The mosaic: works and squares fill the wall without overlap, and the way between works goes over free squares.
import { describe, expect, it } from "vitest";
import { LAYOUTS, middleOf, SPAN, squaresOf, wayThrough } from "./mosaic";

describe.each(Object.entries(LAYOUTS))("the %s wall", (_name, layout) => {
  const squares = squaresOf(layout);

  it("is filled once by works and squares", () => {
    const taken = squares.map(({ column, row }) => `${column},${row}`);
    for (const { column, row } of layout.works) {
      for (let place = 0; place < SPAN * SPAN; place += 1) {
        taken.push(`${column + (place % SPAN)},${row + Math.floor(place / SPAN)}`);
      }
    }
    expect(new Set(taken).size).toBe(taken.length);
    expect(taken).toHaveLength(layout.columns * layout.rows);
  });

  it("has every square at its own point of the map", () => {
    const points = squares.map(({ x, y }) => `${x},${y}`);
    expect(new Set(points).size).toBe(squares.length);
    for (const { x, y } of squares) {
      expect(x).toBeGreaterThan(0);
      expect(Math.max(x, y)).toBeLessThan(1024);
    }
  });

  it("is walked from work to work over squares between them", () => {
    const way = wayThrough(layout, squares);
    expect(way.filter((stop) => "work" in stop)).toEqual(layout.works.map((_work, work) => ({ work })));
    way.forEach((stop, place) => {
      if ("work" in stop) expect(way[(place + 1) % way.length]).toHaveProperty("square");
    });
  });
});

it("a work stands in the middle of its four squares", () => {
  expect(middleOf({ column: 0, row: 1 }, SPAN, LAYOUTS.wide)).toEqual({ x: 85, y: 512 });
});
