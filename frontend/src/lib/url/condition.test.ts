import { describe, expect, it } from "vitest";
import {
  ANY,
  conditionQuery,
  countOf,
  readCondition,
  readYear,
  toggleValue,
  withCondition,
} from "./condition";

const read = (query: string) => readCondition(new URLSearchParams(query));

describe("a condition in an address", () => {
  it("reads back as it was written, whatever signs its values have", () => {
    const condition = {
      facets: { culture: ["French", "Greek (Attic)"], medium: ["Hanging scroll; ink & color, on silk"] },
      dateFrom: -480,
      dateTo: 1650,
    };
    expect(readCondition(new URLSearchParams(conditionQuery(condition).toString()))).toEqual(condition);
  });

  it("is no condition where nothing is said", () => {
    expect(read("q=sea&works=a,b")).toEqual(ANY);
    expect(conditionQuery(ANY).toString()).toBe("");
  });

  it("leaves out empty and doubled values, and years that are none", () => {
    expect(read("culture=&culture=French&culture=French&date_from=soon&date_to=1e3")).toEqual({
      facets: { culture: ["French"] },
      dateFrom: null,
      dateTo: null,
    });
    expect(readYear("99999")).toBeNull();
  });

  it("keeps what else the address says", () => {
    const next = withCondition(new URLSearchParams("q=sea&culture=Dutch"), ANY);
    expect(next.toString()).toBe("q=sea");
  });
});

describe("clicking a value", () => {
  it("adds it, and a second time takes it away", () => {
    const once = toggleValue(ANY, "culture", "French");
    expect(once.facets).toEqual({ culture: ["French"] });
    expect(toggleValue(once, "culture", "French")).toEqual(ANY);
  });

  it("counts each value and each end of the years", () => {
    expect(countOf(ANY)).toBe(0);
    expect(countOf({ facets: { culture: ["a", "b"], museum: ["c"] }, dateFrom: 1, dateTo: null })).toBe(4);
  });
});
