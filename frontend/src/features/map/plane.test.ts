import { describe, expect, it } from "vitest";
import { CENTRE, GRID, LARGE_STEP, moved, onGrid, samePlace, snap, STEP, type Point } from "./plane";

const TOP = { x: 512, y: 102 };
const RIGHT = { x: 901, y: 637 };
const LANDMARKS = [TOP, RIGHT];

describe("a dragged point", () => {
  it("near a landmark lands on it exactly", () => {
    expect(snap({ x: 520, y: 110 }, LANDMARKS)).toEqual(TOP);
  });

  it("farther away stays where it is", () => {
    expect(snap({ x: 560, y: 110 }, LANDMARKS)).toEqual({ x: 560, y: 110 });
  });

  it("between two landmarks lands on the nearer", () => {
    const close = [
      { x: 100, y: 100 },
      { x: 120, y: 100 },
    ];
    expect(snap({ x: 112, y: 100 }, close)).toEqual(close[1]);
  });

  it("never leaves the grid and is always whole", () => {
    expect(onGrid({ x: -3.2, y: 5000 })).toEqual({ x: 0, y: GRID });
    expect(onGrid({ x: 10.4, y: 10.6 })).toEqual({ x: 10, y: 11 });
  });
});

describe("arrow keys", () => {
  it("move by a step, with Shift by a larger one, and stop at the edge", () => {
    expect(moved(CENTRE, "ArrowLeft", false, [])).toEqual({ x: CENTRE.x - STEP, y: CENTRE.y });
    expect(moved(CENTRE, "ArrowDown", true, [])).toEqual({ x: CENTRE.x, y: CENTRE.y + LARGE_STEP });
    expect(moved({ x: 0, y: 0 }, "ArrowUp", true, [])).toEqual({ x: 0, y: 0 });
  });

  it("go home to the centre, and leave other keys alone", () => {
    expect(moved(TOP, "Home", false, LANDMARKS)).toEqual(CENTRE);
    expect(moved(TOP, "Tab", false, LANDMARKS)).toBeNull();
  });

  it.each([false, true])("reach every landmark and leave it again (Shift: %s)", (large) => {
    for (const landmark of LANDMARKS) {
      let point: Point = CENTRE;
      for (let steps = 0; steps < 200 && !samePlace(point, landmark); steps += 1) {
        const key =
          Math.abs(landmark.x - point.x) > Math.abs(landmark.y - point.y)
            ? landmark.x > point.x
              ? "ArrowRight"
              : "ArrowLeft"
            : landmark.y > point.y
              ? "ArrowDown"
              : "ArrowUp";
        point = moved(point, key, large, LANDMARKS) ?? point;
      }
      expect(point).toEqual(landmark);
      expect(moved(landmark, "ArrowLeft", large, LANDMARKS)).not.toEqual(landmark);
    }
  });
});
