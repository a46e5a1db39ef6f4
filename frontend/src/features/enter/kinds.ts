// The kinds of works to begin with: those that visitors ask for first where the catalogue has them, then its largest.
import type { ArtworkPage } from "@/lib/api/types";
import { ANY, type Condition } from "@/lib/url/groups";
import type { Messages } from "./messages/en";

export interface Kind {
  /** Its name in the messages, null for one that only the catalogue names. */
  readonly name: keyof Messages["kinds"] | null;
  /** As the catalogue names it, or the word that is looked for. */
  readonly value: string;
  readonly words: string;
  readonly condition: Condition;
}

const SHOWN = 8;

type Facets = Pick<ArtworkPage["facets"], "classification" | "department">;

function word(value: string, name: keyof Messages["kinds"]): Kind {
  return { name, value, words: value, condition: ANY };
}

function among(facet: keyof Facets, value: string, name: Kind["name"]): Kind {
  return { name, value, words: "", condition: { ...ANY, facets: { [facet]: [value] } } };
}

const FIRST: readonly Kind[] = [
  word("portrait", "portraits"),
  among("classification", "Vase", "vases"),
  among("classification", "Vases", "vases"),
  among("classification", "Helmets", "helmets"),
  word("landscape", "landscapes"),
  among("classification", "Horology", "clocks"),
  among("department", "Musical Instruments", "instruments"),
  among("classification", "Swords", "swords"),
  among("classification", "Drawing", "drawings"),
  among("classification", "Print", "prints"),
  among("classification", "Furniture", "furniture"),
  among("classification", "Ceramics", "ceramics"),
];

/** Whether the catalogue has words' kinds is known only when they are looked for. */
export function kindsIn(facets: Facets): Kind[] {
  const has = (facet: keyof Facets, value: string) => facets[facet].some((one) => one.value === value);
  const first = FIRST.filter(({ words, condition, value }) => {
    if (words !== "") return true;
    return has(condition.facets.department === undefined ? "classification" : "department", value);
  });
  const others = facets.classification
    .filter(({ value }) => !first.some((kind) => kind.value === value))
    .map(({ value }) => among("classification", value, null));
  return [...first, ...others].slice(0, SHOWN);
}

/** Whether the wall shows this kind and nothing else. */
export function isShown(kind: Kind, words: string, condition: Condition): boolean {
  return kind.words === words && JSON.stringify(kind.condition) === JSON.stringify(condition);
}
