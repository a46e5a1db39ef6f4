// The two things that are compared, as they stand in the address: `compare=<id>,<id>`.
import type { ShelfItem } from "@/lib/shelf";

export type Pair = readonly [ShelfItem, ShelfItem];

/** null where nothing is compared, or the shelf does not have both. */
export function pairOf(params: URLSearchParams, items: readonly ShelfItem[]): Pair | null {
  const [first, second] = (params.get("compare") ?? "")
    .split(",")
    .map((id) => items.find((item) => item.id === id));
  return first === undefined || second === undefined || first === second ? null : [first, second];
}

export function withPair(params: URLSearchParams, ids: readonly string[] | null): URLSearchParams {
  const next = new URLSearchParams(params);
  next.delete("view");
  if (ids === null) next.delete("compare");
  else next.set("compare", ids.join(","));
  return next;
}
