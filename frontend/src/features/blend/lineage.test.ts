import { describe, expect, it } from "vitest";
import { branchOf, MAX_STEPS, readSteps, tried, type Step } from "./lineage";

const at = (name: string) => ({ name, link: `/blend?works=${name}`, recipe: `recipe-${name}` });

function lineage(...pairs: [string, string | null][]): readonly Step[] {
  return pairs.reduce<readonly Step[]>((steps, [name, from]) => tried(steps, at(name), from), []);
}

describe("the lineage of a blend", () => {
  it("remembers each state once, with the one it came from", () => {
    const steps = lineage(["a", null], ["b", "a"], ["a", "b"], ["c", "a"]);
    expect(steps.map((step) => [step.name, step.from])).toEqual([
      ["a", null],
      ["b", "a"],
      ["c", "a"],
    ]);
  });

  it("tells a branch from a step that simply follows", () => {
    const steps = lineage(["a", null], ["b", "a"], ["c", "a"], ["d", null]);
    expect(steps.map((_, place) => branchOf(steps, place))).toEqual([null, null, 1, null]);
  });

  it("forgets the oldest, and whose child one was with it", () => {
    const names = Array.from({ length: MAX_STEPS + 3 }, (_, number) => `s${number}`);
    const steps = lineage(
      ...names.map((name, number) => [name, names[number - 1] ?? null] as [string, string | null]),
    );
    expect(steps).toHaveLength(MAX_STEPS);
    expect(steps[0]).toMatchObject({ name: "s3", from: null });
    expect(steps[1]?.from).toBe("s3");
  });

  it("passes over what is no step", () => {
    expect(readSteps("nothing")).toEqual([]);
    expect(
      readSteps([{ ...at("a"), from: null }, { ...at("b"), link: "https://elsewhere" }, 7]),
    ).toHaveLength(1);
  });
});
