import { describe, expect, it } from "vitest";
import { levelFor, tileName, tilesFor } from "./tiles";
import { WHOLE } from "./view";

describe("the tiles of a terrain", () => {
  it("are about as large on the screen as they are drawn", () => {
    expect(levelFor(WHOLE, 330)).toBe(0);
    expect(levelFor(WHOLE, 540)).toBe(1);
    expect(levelFor({ zoom: 2.5, x: 512, y: 512 }, 540)).toBe(4);
    expect(levelFor({ zoom: 5, x: 512, y: 512 }, 3000)).toBe(7);
  });

  it("begin with the whole map, and cover what is seen and no more", () => {
    expect(tilesFor(WHOLE, 540).map(tileName)).toEqual(["0/0/0", "1/0/0", "1/1/0", "1/0/1", "1/1/1"]);
    const near = tilesFor({ zoom: 2, x: 128, y: 128 }, 540).map(tileName);
    expect(near).toHaveLength(5);
    expect(near.slice(1).sort()).toEqual(["3/0/0", "3/0/1", "3/1/0", "3/1/1"]);
  });

  it("come from the middle out", () => {
    const tiles = tilesFor({ zoom: 1, x: 512, y: 512 }, 1080);
    const [, first] = tiles;
    const last = tiles.at(-1);
    const far = (tile?: { x: number; y: number }) =>
      tile === undefined ? NaN : Math.hypot(tile.x + 0.5 - 4, tile.y + 0.5 - 4);
    expect(far(first)).toBeLessThan(far(last));
  });
});
