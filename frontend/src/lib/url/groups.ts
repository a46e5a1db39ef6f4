// A condition as a visitor builds it by clicking: groups of facts side by side, alternatives of them, and exceptions.
import type { Facet } from "@/lib/api/types";

export const FACETS: readonly Facet[] = [
  "classification",
  "culture",
  "medium",
  "artist",
  "museum",
  "department",
];

/** Every fact of a work that a group can ask for; those that are no facets are told in words alone. */
export type Fact = Facet | "materials" | "tags" | "hues" | "looks" | "rights";
export const FACTS: readonly Fact[] = [...FACETS, "materials", "tags", "hues", "looks", "rights"];

export type Values = Readonly<Partial<Record<Fact, readonly string[]>>>;

/** AND between the facets, any of the values within one; none of what is left out; years open on either side. */
export interface Group {
  readonly facets: Values;
  readonly without: Values;
  readonly dateFrom: number | null;
  readonly dateTo: number | null;
}

/** This group OR one of `or`, AND NOT any of `except`, AND what `rest` says in the service's own words. */
export interface Condition extends Group {
  readonly or: readonly Group[];
  readonly except: readonly Group[];
  readonly rest: string;
}

/** Which group of a condition; one past the last begins a new one. */
export interface Place {
  readonly kind: "or" | "except";
  /** Among the alternatives the condition's own group is number 0. */
  readonly number: number;
}

export const FIRST: Place = { kind: "or", number: 0 };
export const EMPTY: Group = { facets: {}, without: {}, dateFrom: null, dateTo: null };
export const ANY: Condition = { ...EMPTY, or: [], except: [], rest: "" };

export function alternatives(condition: Condition): readonly Group[] {
  const { facets, without, dateFrom, dateTo } = condition;
  return [{ facets, without, dateFrom, dateTo }, ...condition.or];
}

export function groupAt(condition: Condition, { kind, number }: Place): Group {
  const groups = kind === "or" ? alternatives(condition) : condition.except;
  return groups[number] ?? EMPTY;
}

/** The condition with another group at a place. An empty one is taken away, as it would keep everything. */
export function withGroup(condition: Condition, { kind, number }: Place, group: Group): Condition {
  const groups = [...(kind === "or" ? alternatives(condition) : condition.except)];
  groups[number] = group;
  const full = groups.filter((one) => countOfGroup(one) > 0);
  if (kind === "except") return { ...condition, except: full };
  const [first = EMPTY, ...or] = full;
  return { ...condition, ...first, or };
}

export function values(group: Group, fact: Fact): readonly string[] {
  return group.facets[fact] ?? [];
}

export function leftOut(group: Group, fact: Fact): readonly string[] {
  return group.without[fact] ?? [];
}

/** A value asked for or no longer; one that was left out is not any more. */
export function toggleValue<G extends Group>(group: G, fact: Fact, value: string): G {
  return {
    ...group,
    facets: toggled(group.facets, fact, value),
    without: without(group.without, fact, value),
  };
}

/** A value left out or no longer; one that was asked for is not any more. */
export function toggleLeftOut<G extends Group>(group: G, fact: Fact, value: string): G {
  return {
    ...group,
    facets: without(group.facets, fact, value),
    without: toggled(group.without, fact, value),
  };
}

/** How many facts are asked for or left out, each value and each end of the years counted. */
export function countOf(condition: Condition): number {
  const groups = [...alternatives(condition), ...condition.except];
  return groups.reduce((sum, group) => sum + countOfGroup(group), condition.rest === "" ? 0 : 1);
}

export function countOfGroup(group: Group): number {
  const chosen = [group.facets, group.without].flatMap((facets) => Object.values(facets).flat()).length;
  return chosen + Number(group.dateFrom !== null) + Number(group.dateTo !== null);
}

function toggled(facets: Values, fact: Fact, value: string): Values {
  const now = facets[fact] ?? [];
  return now.includes(value) ? without(facets, fact, value) : { ...facets, [fact]: [...now, value] };
}

function without(facets: Values, fact: Fact, value: string): Values {
  const left = (facets[fact] ?? []).filter((one) => one !== value);
  const others = Object.entries(facets).filter(([name]) => name !== fact);
  return Object.fromEntries(left.length === 0 ? others : [...others, [fact, left]]);
}
