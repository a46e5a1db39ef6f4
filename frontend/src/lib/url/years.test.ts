import { describe, expect, it } from "vitest";
import { readYears } from "./years";

describe("years in two fields", () => {
  it("are a range, open where a field is empty", () => {
    expect(readYears("1600", "1699")).toEqual({ dateFrom: 1600, dateTo: 1699 });
    expect(readYears(" ", "1699")).toEqual({ dateFrom: null, dateTo: 1699 });
    expect(readYears("", "")).toEqual({ dateFrom: null, dateTo: null });
  });

  it("before our era take either minus", () => {
    expect(readYears("-480", "\u2212400")).toEqual({ dateFrom: -480, dateTo: -400 });
  });

  it.each([
    ["17th century", ""],
    ["", "99999"],
    ["1700", "1600"],
  ])("%j to %j is answered by what is wrong", (from, to) => {
    expect(readYears(from, to)).toHaveProperty("wrong");
  });
});
