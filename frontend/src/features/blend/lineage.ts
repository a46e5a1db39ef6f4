// The lineage of a blend: each state that was tried, with the one it came from, kept for as long as the window is open.

export interface Step {
  /** Which blend it is: two steps never have the same. */
  readonly name: string;
  /** The address that restores it. */
  readonly link: string;
  readonly recipe: string;
  /** The name of the step before it; null for the first, and where that one was forgotten. */
  readonly from: string | null;
}

export const MAX_STEPS = 60;

/** With what is on the page now: a new step after the one before, or the old one again where it was tried before. */
export function tried(steps: readonly Step[], now: Omit<Step, "from">, from: string | null): readonly Step[] {
  if (steps.some((step) => step.name === now.name)) return steps;
  const known = steps.some((step) => step.name === from);
  const all = [...steps, { ...now, from: known ? from : null }];
  if (all.length <= MAX_STEPS) return all;
  const kept = all.slice(-MAX_STEPS);
  const names = new Set(kept.map((step) => step.name));
  return kept.map((step) => (step.from === null || names.has(step.from) ? step : { ...step, from: null }));
}

/** The number of the step that another came from, where it is not simply the one before it. */
export function branchOf(steps: readonly Step[], place: number): number | null {
  const from = steps[place]?.from ?? null;
  const parent = steps.findIndex((step) => step.name === from);
  return parent < 0 || parent === place - 1 ? null : parent + 1;
}

/** The sound steps of anything that claims to be a list of them. */
export function readSteps(said: unknown): readonly Step[] {
  if (!Array.isArray(said)) return [];
  return (said as unknown[]).filter(isStep).slice(-MAX_STEPS);
}

function isStep(said: unknown): said is Step {
  if (typeof said !== "object" || said === null) return false;
  const { name, link, recipe, from } = said as Record<string, unknown>;
  return (
    typeof name === "string" &&
    typeof link === "string" &&
    link.startsWith("/blend?") &&
    typeof recipe === "string" &&
    (from === null || typeof from === "string")
  );
}
