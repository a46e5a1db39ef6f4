// The chosen works as they stand in an address: `works=a,b,c`, in the order of choosing, at most eight, no one twice. In a
// work's place may be a recipe: a picture of the visitor's own, as the generator draws it.
export const MAX_WORKS = 8;
export const MIN_WORKS = 2;

const ID = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,199}$/;
const RECIPE = /^[0-9a-f]{12}\.\d{1,4}\.\d{2,4}\.[A-Za-z0-9_-]{300,400}$/;

export function isRecipe(word: string): boolean {
  return RECIPE.test(word);
}

export function readWorks(params: URLSearchParams): string[] {
  const given = (params.get("works") ?? "").split(",").filter((id) => ID.test(id) || isRecipe(id));
  return [...new Set(given)].slice(0, MAX_WORKS);
}

/** The same parameters with other works; no work at all takes the parameter away. */
export function withWorks(params: URLSearchParams, works: readonly string[]): URLSearchParams {
  const next = new URLSearchParams(params);
  if (works.length === 0) next.delete("works");
  else next.set("works", works.join(","));
  return next;
}

export function toggled(works: readonly string[], id: string): string[] {
  if (works.includes(id)) return works.filter((work) => work !== id);
  return works.length < MAX_WORKS ? [...works, id] : [...works];
}

/** An address of this site that takes the chosen works along. Commas stay as they are: they read better. */
export function address(path: string, params: URLSearchParams | Record<string, string> = {}): string {
  const query = new URLSearchParams(params).toString().replaceAll("%2C", ",");
  return query === "" ? path : `${path}?${query}`;
}

export function artworkAddress(id: string, works: readonly string[]): string {
  return address(`/artworks/${encodeURIComponent(id)}`, withWorks(new URLSearchParams(), works));
}
