import { describe, expect, it } from "vitest";
import { conditionQuery, readCondition, readYear, withCondition } from "./condition";
import {
  ANY,
  countOf,
  EMPTY,
  FIRST,
  groupAt,
  toggleLeftOut,
  toggleValue,
  withGroup,
  type Condition,
} from "./groups";

const read = (query: string) => readCondition(new URLSearchParams(query));
const again = (condition: Condition) => read(conditionQuery(condition).toString());
const where = (condition: Condition) => conditionQuery(condition).get("where");

const FRENCH = { ...EMPTY, facets: { culture: ["French"] } };
const PRINTS = {
  ...EMPTY,
  facets: { classification: ["Print"] },
  without: { medium: ["Etching"] },
  dateTo: 1700,
};

describe("a condition in an address", () => {
  it("reads back as it was written, whatever signs its values have", () => {
    const condition = {
      ...ANY,
      facets: { culture: ["French", "Greek (Attic)"], medium: ["Hanging scroll; ink & color, on silk"] },
      without: { artist: ['Raphael ("Raffaello" \\ Sanzio)', "OR", "NOT", "-1"] },
      dateFrom: -480,
      dateTo: 1650,
    };
    expect(again(condition)).toEqual(condition);
  });

  it("is no condition where nothing is said", () => {
    expect(read("q=sea&works=a,b&where=")).toEqual(ANY);
    expect(conditionQuery(ANY).toString()).toBe("");
  });

  it("leaves out empty and doubled values, and years that are none", () => {
    expect(read("culture=&culture=French&culture=French&date_from=soon&date_to=1e3")).toEqual({
      ...ANY,
      facets: { culture: ["French"] },
    });
    expect(readYear("99999")).toBeNull();
  });

  it("keeps what else the address says", () => {
    const next = withCondition(new URLSearchParams("q=sea&culture=Dutch&where=has:image"), ANY);
    expect(next.toString()).toBe("q=sea");
  });
});

it("a fact that is no facet is asked for in words, and clicked like the others", () => {
  const dark = toggleValue({ ...ANY, facets: { culture: ["Dutch"] } }, "looks", "high contrast");
  expect(conditionQuery(dark).toString()).toBe("culture=Dutch&where=looks%3A%22high+contrast%22");
  expect(again(dark)).toEqual(dark);
  expect(again(toggleLeftOut(dark, "hues", "blue")).without).toEqual({ hues: ["blue"] });
});

describe("alternatives and exceptions", () => {
  it("have the first group in plain parameters while it stands alone", () => {
    const condition = { ...ANY, ...FRENCH, without: { medium: ["Bronze"] } };
    expect(conditionQuery(condition).toString()).toBe("culture=French&where=-medium%3ABronze");
    expect(again(condition)).toEqual(condition);
  });

  it("read back as they were written", () => {
    const condition = { ...ANY, ...FRENCH, or: [PRINTS], except: [{ ...PRINTS, without: {} }] };
    expect(where(condition)).toBe(
      "(culture:French OR (classification:Print date:..1700 -medium:Etching)) -(classification:Print date:..1700)",
    );
    expect(again(condition)).toEqual(condition);
  });

  it("tell an exception of one fact from a value that is left out", () => {
    const exception = { ...ANY, facets: { museum: ["Getty"] }, except: [FRENCH] };
    expect(where(exception)).toBe("-(culture:French)");
    expect(again(exception)).toEqual(exception);
  });

  it("keep in words what clicking can't say", () => {
    const condition = read("culture=French&where=has:image (museum:A OR artist:B) -medium:Bronze");
    expect(condition.facets).toEqual({ culture: ["French"] });
    expect(condition.without).toEqual({ medium: ["Bronze"] });
    expect(condition.rest).toBe("has:image (museum:A OR artist:B)");
    expect(again(condition)).toEqual(condition);
  });

  it.each(["culture:", "(museum:A", 'museum:"A', "museum:A)", "sea", "date:soon", "museum:A OR"])(
    "leave %s to the service, which says what is wrong with it",
    (said) => {
      expect(read(`where=${said}`)).toEqual({ ...ANY, rest: said });
    },
  );

  it("understand what people write", () => {
    expect(read("where=culture:French|Dutch date:1650 -medium:Bronze -medium:Gold")).toEqual({
      ...ANY,
      facets: { culture: ["French", "Dutch"] },
      without: { medium: ["Bronze", "Gold"] },
      dateFrom: 1650,
      dateTo: 1650,
    });
    expect(read("where=(culture:French OR date:-480..) -museum:A").or).toEqual([
      { ...EMPTY, dateFrom: -480 },
    ]);
  });
});

describe("clicking a value", () => {
  it("adds it, and a second time takes it away", () => {
    const once = toggleValue(ANY, "culture", "French");
    expect(once.facets).toEqual({ culture: ["French"] });
    expect(toggleValue(once, "culture", "French")).toEqual(ANY);
  });

  it("asks for it or leaves it out, never both", () => {
    const out = toggleLeftOut(toggleValue(ANY, "culture", "French"), "culture", "French");
    expect(out).toEqual({ ...ANY, without: { culture: ["French"] } });
    expect(toggleValue(out, "culture", "French")).toEqual({ ...ANY, facets: { culture: ["French"] } });
  });

  it("counts each value, each end of the years, and each group", () => {
    expect(countOf(ANY)).toBe(0);
    expect(
      countOf({
        ...ANY,
        facets: { culture: ["a", "b"], museum: ["c"] },
        dateFrom: 1,
        or: [FRENCH],
        rest: "x",
      }),
    ).toBe(6);
  });

  it("begins a group one past the last, and an emptied group is gone", () => {
    const two = withGroup({ ...ANY, ...FRENCH }, { kind: "or", number: 1 }, PRINTS);
    expect(two.or).toEqual([PRINTS]);
    expect(groupAt(two, { kind: "or", number: 2 })).toEqual(EMPTY);
    // the second alternative moves up where the first one is emptied
    expect(withGroup(two, FIRST, EMPTY)).toEqual({ ...ANY, ...PRINTS });
    const but = withGroup(two, { kind: "except", number: 0 }, FRENCH);
    expect(withGroup(but, { kind: "except", number: 0 }, EMPTY)).toEqual(two);
  });
});
