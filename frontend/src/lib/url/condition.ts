// Conditions as they stand in an address and in a request: the same parameter names in both.
import { EMPTY, FACETS, type Condition, type Group, type Values } from "./groups";
import { whereOf, withWhere } from "./where";

const MIN_YEAR = -10_000_000;
const MAX_YEAR = 9999;
const MAX_VALUES = 50;

export function readCondition(params: URLSearchParams): Condition {
  return withWhere(readPlain(params), params.get("where") ?? "");
}

/** The same parameters with another condition. */
export function withCondition(params: URLSearchParams, condition: Condition): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of [...FACETS, "date_from", "date_to", "where"]) next.delete(name);
  const where = whereOf(condition);
  if (condition.or.length === 0) writePlain(next, condition);
  if (where !== "") next.set("where", where);
  return next;
}

export function conditionQuery(condition: Condition): URLSearchParams {
  return withCondition(new URLSearchParams(), condition);
}

export function readYear(written: string | null): number | null {
  if (written === null || !/^-?\d{1,8}$/.test(written.trim())) return null;
  const year = Number(written);
  return year >= MIN_YEAR && year <= MAX_YEAR ? year : null;
}

function readPlain(params: URLSearchParams): Group {
  const entries = FACETS.map((facet) => {
    const given = params.getAll(facet).filter((value) => value !== "");
    return [facet, [...new Set(given)].slice(0, MAX_VALUES)] as const;
  });
  const facets: Values = Object.fromEntries(entries.filter(([, values]) => values.length > 0));
  const years = { dateFrom: readYear(params.get("date_from")), dateTo: readYear(params.get("date_to")) };
  return { ...EMPTY, ...years, facets };
}

function writePlain(params: URLSearchParams, group: Group): void {
  for (const facet of FACETS) {
    for (const value of group.facets[facet] ?? []) params.append(facet, value);
  }
  if (group.dateFrom !== null) params.set("date_from", String(group.dateFrom));
  if (group.dateTo !== null) params.set("date_to", String(group.dateTo));
}
