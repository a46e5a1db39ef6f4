import { expect, it } from "vitest";
import { numberOfTheDay, SHARES, stopsBetween } from "./example-points";

it("the way between two landmarks begins and ends on them exactly", () => {
  const stops = stopsBetween({ x: 102, y: 512 }, { x: 922, y: 512 });
  expect(stops[0]).toEqual({ x: 102, y: 512 });
  expect(stops[3]).toEqual({ x: 512, y: 512 });
  expect(stops.at(-1)).toEqual({ x: 922, y: 512 });
});

it("the way goes forward, and back just as it went", () => {
  expect([...SHARES].sort((a, b) => a - b)).toEqual(SHARES);
  expect(SHARES.map((share) => Number((1 - share).toFixed(3))).reverse()).toEqual(SHARES);
});

it("the example changes with the day, not with the hour", () => {
  expect(numberOfTheDay(new Date("2026-03-01T00:00:00Z"))).toBe(20260301);
  expect(numberOfTheDay(new Date("2026-03-01T23:59:00Z"))).toBe(20260301);
});
