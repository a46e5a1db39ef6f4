// The browser's own history: each entry has a key, by which the place where it was read to is found again.
import type { Location, Path, To } from "react-router";

interface Kept {
  readonly usr: unknown;
  readonly key: string;
}

/** The entry that the address bar shows. */
export function here(): Location {
  const { pathname, search, hash } = window.location;
  const kept = window.history.state as Partial<Kept> | null;
  return { pathname, search, hash, state: kept?.usr ?? null, key: kept?.key ?? "default" };
}

/** Another entry, behind this one or in its place. */
export function enter(way: "push" | "replace", path: Partial<Path>, state: unknown): void {
  const kept: Kept = { usr: state, key: newKey() };
  if (way === "replace") {
    window.history.replaceState(kept, "", href(path));
    return;
  }
  try {
    window.history.pushState(kept, "", href(path));
  } catch {
    // some browsers allow so many a minute
    window.location.assign(href(path));
  }
}

/** What the browser itself enters has no key, and all that has none would be taken for one and the same. */
export function nameEntry(): void {
  const kept = window.history.state as Partial<Kept> | null;
  if (kept?.key === undefined) window.history.replaceState({ ...kept, key: newKey() }, "");
}

export function href(to: To): string {
  if (typeof to === "string") return to;
  return `${to.pathname ?? ""}${to.search ?? ""}${to.hash ?? ""}`;
}

function newKey(): string {
  return Math.random().toString(36).slice(2);
}
