import { describe, expect, it } from "vitest";
import { address, artworkAddress, isRecipe, MAX_WORKS, readWorks, toggled, withWorks } from "./works";

const read = (query: string) => readWorks(new URLSearchParams(query));

describe("the works of an address", () => {
  it("keep their order", () => {
    expect(read("works=met-2,met-1")).toEqual(["met-2", "met-1"]);
  });

  it("leave out doubles, empty ones, and what is no id", () => {
    expect(read("works=a,,a,b,../c,<d>")).toEqual(["a", "b"]);
  });

  it("may be recipes, the visitor's own pictures", () => {
    const recipe = `351da4155f8c.1000.256.${"Ab-_".repeat(93)}AA`;
    expect(isRecipe(recipe)).toBe(true);
    expect(read(`works=met-1,${recipe}`)).toEqual(["met-1", recipe]);
    expect(isRecipe("metmuseum-436535")).toBe(false);
    expect(isRecipe("351da4155f8c.1000.256.short")).toBe(false);
  });

  it("are eight at most", () => {
    expect(read("works=a,b,c,d,e,f,g,h,i")).toHaveLength(MAX_WORKS);
  });

  it("are none without the parameter", () => {
    expect(read("x=1")).toEqual([]);
  });

  it("read back as they were written, other parameters untouched", () => {
    const params = withWorks(new URLSearchParams("q=sea"), ["clevelandart-1950.397.a", "b"]);
    expect(params.get("q")).toBe("sea");
    expect(readWorks(params)).toEqual(["clevelandart-1950.397.a", "b"]);
    expect(withWorks(params, []).has("works")).toBe(false);
  });

  it("stay readable in an address", () => {
    expect(address("/map", { works: "a,b", x: "1" })).toBe("/map?works=a,b&x=1");
    expect(artworkAddress("a", [])).toBe("/artworks/a");
  });
});

describe("choosing", () => {
  it("adds at the end and takes away where it was", () => {
    expect(toggled(["a"], "b")).toEqual(["a", "b"]);
    expect(toggled(["a", "b", "c"], "b")).toEqual(["a", "c"]);
  });

  it("stops at eight", () => {
    const eight = ["a", "b", "c", "d", "e", "f", "g", "h"];
    expect(toggled(eight, "i")).toEqual(eight);
    expect(toggled(eight, "f")).toHaveLength(7);
  });
});
