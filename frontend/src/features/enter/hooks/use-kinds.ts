// The kinds that the catalogue has, each with its number of works and one of them: the same all day, another tomorrow.
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { kindsQuery, type ShownKind } from "../api/get-kinds";

export interface Kinds {
  /** Null until all have come. */
  readonly kinds: readonly ShownKind[] | null;
  readonly failed: boolean;
}

export function useKinds(): Kinds {
  const [shuffle] = useState(() => numberOfTheDay(new Date()));
  const { data, isError } = useQuery(kindsQuery(shuffle));
  // drawn in small pieces, between which the page answers a hand
  return { kinds: useDeferredValue(data ?? null), failed: isError };
}

/** 20261125 on the 25th of November 2026. */
export function numberOfTheDay(now: Date): number {
  return now.getUTCFullYear() * 10_000 + (now.getUTCMonth() + 1) * 100 + now.getUTCDate();
}
