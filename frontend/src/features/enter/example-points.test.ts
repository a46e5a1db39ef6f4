import { expect, it } from "vitest";
import { numberOfTheDay, stopsBetween } from "./example-points";

it("the way between two landmarks begins and ends on them exactly", () => {
  const stops = stopsBetween({ x: 102, y: 512 }, { x: 922, y: 512 }, 5);
  expect(stops[0]).toEqual({ share: 0, x: 102, y: 512 });
  expect(stops[2]).toEqual({ share: 0.5, x: 512, y: 512 });
  expect(stops[4]).toEqual({ share: 1, x: 922, y: 512 });
});

it("the example changes with the day, not with the hour", () => {
  expect(numberOfTheDay(new Date("2026-03-01T00:00:00Z"))).toBe(20260301);
  expect(numberOfTheDay(new Date("2026-03-01T23:59:00Z"))).toBe(20260301);
});
