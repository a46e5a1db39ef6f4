// Groups of facts as the service's expressions, and back: what has no place in a group stays in words.
import {
  alternatives,
  ANY,
  countOfGroup,
  EMPTY,
  FACETS,
  FACTS,
  type Condition,
  type Fact,
  type Group,
} from "./groups";
import { parse, write, type Expression } from "./expression";

/** What a condition says beyond the first group's facts and years, which have parameters of their own. */
export function whereOf(condition: Condition): string {
  const plain = condition.or.length === 0;
  const groups = alternatives(condition);
  const parts: Expression[] = plain
    ? [...asked(condition, FACTS.slice(FACETS.length)), ...exceptions(condition)]
    : [{ any: groups.map((group) => together(partsOf(group))) }];
  // in brackets even where it is one fact, which tells an exception from a value left out of the first group
  parts.push(...condition.except.map((group) => ({ not: { all: partsOf(group) } })));
  const written = write(together(parts));
  if (condition.rest === "") return written;
  return written === "" ? condition.rest : `${bracketed(parts, written)} (${condition.rest})`;
}

/** The condition that these facts and years make with a written one. */
export function withWhere(plain: Group, where: string): Condition {
  const said = parse(where);
  if (said === null) return { ...ANY, ...plain, rest: where.trim() };
  const parts = sideBySide(said);
  let group: Group = plain;
  let or: readonly Group[] = [];
  const except: Group[] = [];
  const rest: Expression[] = [];
  for (const part of parts) {
    const wider = joined(group, part);
    const groups = "any" in part && parts.length - 1 === parts.filter((one) => "not" in one).length;
    if (wider !== null) group = wider;
    else if (groups && countOfGroup(plain) === 0 && or.length === 0) or = groupsOf(part.any) ?? keep(part);
    else if ("not" in part) {
      const left = groupOf(part.not);
      if (left === null) rest.push(part);
      else except.push(left);
    } else rest.push(part);
  }
  const words = write(together(rest));
  if (or.length === 0) return { ...group, or, except, rest: words };
  // what the alternatives all leave out stands beside them
  const [first = EMPTY, ...more] = or;
  const beside = FACTS.flatMap((facet) => {
    const values = group.without[facet];
    return values === undefined ? [] : [{ ...EMPTY, facets: { [facet]: values } }];
  });
  return { ...first, or: more, except: [...beside, ...except], rest: words };

  function keep(part: Expression): readonly Group[] {
    rest.push(part);
    return [];
  }
}

function sideBySide(expression: Expression): Expression[] {
  return "all" in expression ? expression.all.flatMap(sideBySide) : [expression];
}

function partsOf(group: Group): Expression[] {
  const { dateFrom: from, dateTo: to } = group;
  const years: Expression[] = from !== null || to !== null ? [{ date: { from, to } }] : [];
  return [...asked(group, FACTS), ...years, ...exceptions(group)];
}

function asked(group: Group, facts: readonly Fact[]): Expression[] {
  return facts.flatMap((fact) => {
    const values = group.facets[fact];
    return values === undefined ? [] : [{ fact, values }];
  });
}

function exceptions(group: Group): Expression[] {
  return FACTS.flatMap((fact) => {
    const values = group.without[fact];
    return values === undefined ? [] : [{ not: { fact, values } }];
  });
}

function groupsOf(parts: readonly Expression[]): readonly Group[] | null {
  const groups = parts.map(groupOf);
  return groups.every((group) => group !== null) ? groups : null;
}

function groupOf(expression: Expression): Group | null {
  return sideBySide(expression).reduce<Group | null>(
    (group, part) => (group === null ? null : joined(group, part)),
    EMPTY,
  );
}

/** The group that holds this as well; null where it can't say so. */
function joined(group: Group, part: Expression): Group | null {
  if ("fact" in part && isFact(part.fact) && group.facets[part.fact] === undefined) {
    return { ...group, facets: { ...group.facets, [part.fact]: part.values } };
  }
  if ("date" in part && group.dateFrom === null && group.dateTo === null) {
    return { ...group, dateFrom: part.date.from, dateTo: part.date.to };
  }
  if ("not" in part && "fact" in part.not && isFact(part.not.fact)) {
    const { fact, values } = part.not;
    const both = [...new Set([...(group.without[fact] ?? []), ...values])];
    return { ...group, without: { ...group.without, [fact]: both } };
  }
  return null;
}

function isFact(fact: string): fact is Fact {
  return FACTS.some((one) => one === fact);
}

function together(parts: readonly Expression[]): Expression {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { all: parts };
}

function bracketed(parts: readonly Expression[], written: string): string {
  const [only] = parts;
  return parts.length === 1 && only !== undefined && "any" in only ? `(${written})` : written;
}
