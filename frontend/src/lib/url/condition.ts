// Conditions as they stand in an address and in a request: the same parameter names in both.
import type { Facet } from "@/lib/api/types";

export const FACETS: readonly Facet[] = [
  "classification",
  "culture",
  "medium",
  "artist",
  "museum",
  "department",
];

/** A filter over works: AND between the facets, OR within one; years may be open on either side. */
export interface Condition {
  readonly facets: Readonly<Partial<Record<Facet, readonly string[]>>>;
  readonly dateFrom: number | null;
  readonly dateTo: number | null;
}

export const ANY: Condition = { facets: {}, dateFrom: null, dateTo: null };

const MIN_YEAR = -10_000_000;
const MAX_YEAR = 9999;
const MAX_VALUES = 50;

export function readCondition(params: URLSearchParams): Condition {
  const facets: Partial<Record<Facet, string[]>> = {};
  for (const facet of FACETS) {
    const values = [...new Set(params.getAll(facet).filter((value) => value !== ""))].slice(0, MAX_VALUES);
    if (values.length > 0) facets[facet] = values;
  }
  return { facets, dateFrom: readYear(params.get("date_from")), dateTo: readYear(params.get("date_to")) };
}

/** The same parameters with another condition. */
export function withCondition(params: URLSearchParams, condition: Condition): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const facet of FACETS) {
    next.delete(facet);
    for (const value of condition.facets[facet] ?? []) next.append(facet, value);
  }
  next.delete("date_from");
  next.delete("date_to");
  if (condition.dateFrom !== null) next.set("date_from", String(condition.dateFrom));
  if (condition.dateTo !== null) next.set("date_to", String(condition.dateTo));
  return next;
}

export function conditionQuery(condition: Condition): URLSearchParams {
  return withCondition(new URLSearchParams(), condition);
}

export function values(condition: Condition, facet: Facet): readonly string[] {
  return condition.facets[facet] ?? [];
}

export function toggleValue(condition: Condition, facet: Facet, value: string): Condition {
  const now = values(condition, facet);
  const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
  const others = Object.entries(condition.facets).filter(([name]) => name !== facet);
  const facets = Object.fromEntries(next.length === 0 ? others : [...others, [facet, next]]);
  return { ...condition, facets };
}

/** How many facts are asked for, each value and each end of the years counted. */
export function countOf(condition: Condition): number {
  const chosen = FACETS.reduce((sum, facet) => sum + values(condition, facet).length, 0);
  return chosen + Number(condition.dateFrom !== null) + Number(condition.dateTo !== null);
}

export function readYear(written: string | null): number | null {
  if (written === null || !/^-?\d{1,8}$/.test(written.trim())) return null;
  const year = Number(written);
  return year >= MIN_YEAR && year <= MAX_YEAR ? year : null;
}
