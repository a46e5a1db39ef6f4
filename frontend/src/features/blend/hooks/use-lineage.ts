// The steps tried in this window: kept in its session storage, so that a reload does not lose them.
import { useEffect, useState } from "react";
import { readSteps, tried, type Step } from "../lineage";

const KEY = "gen-studio.lineage";

export interface Lineage {
  readonly steps: readonly Step[];
  /** The step that is on the page; null while it is not drawn. */
  readonly current: number | null;
  /** The one that it came from. */
  readonly parent: Step | null;
  readonly forget: () => void;
}

/** `now` is the state at rest with its picture, null until that is drawn. */
export function useLineage(now: Omit<Step, "from"> | null): Lineage {
  const [kept, setKept] = useState<{ steps: readonly Step[]; last: string | null }>(() => ({
    steps: stored(),
    last: null,
  }));
  if (now !== null && now.name !== kept.last) {
    setKept({ steps: tried(kept.steps, now, kept.last), last: now.name });
  }
  useEffect(() => {
    try {
      window.sessionStorage.setItem(KEY, JSON.stringify(kept.steps));
    } catch {
      // then the steps last as long as the page
    }
  }, [kept.steps]);
  const current = kept.steps.findIndex((step) => step.name === kept.last);
  const from = kept.steps[current]?.from ?? null;
  return {
    steps: kept.steps,
    current: current < 0 ? null : current,
    parent: kept.steps.find((step) => step.name === from) ?? null,
    forget: () => {
      setKept({ steps: kept.steps.filter((step) => step.name === kept.last), last: kept.last });
    },
  };
}

function stored(): readonly Step[] {
  try {
    return readSteps(JSON.parse(window.sessionStorage.getItem(KEY) ?? "[]"));
  } catch {
    return [];
  }
}
