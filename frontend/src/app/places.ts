// How far each entry of the history was read, so that going back leads there, also after a reload.
const KEPT = "gen-studio-places";

let places: Record<string, number> = {};

/** From now on the page says where an entry begins, not the browser. */
export function keepPlaces(key: () => string): void {
  try {
    places = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}") as Record<string, number>;
  } catch {
    // nothing is kept where storage is off
  }
  window.history.scrollRestoration = "manual";
  window.addEventListener("pagehide", () => {
    leave(key());
    // a reload, or the way back from another site, is the browser's to place until the page is there
    window.history.scrollRestoration = "auto";
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(places));
    } catch {
      // as above
    }
  });
  window.addEventListener("pageshow", () => {
    window.history.scrollRestoration = "manual";
  });
}

export function leave(key: string): void {
  places[key] = window.scrollY;
}

/** To where this entry was read, or to what its address names, or to its beginning. */
export function arrive(key: string, hash: string, stay: boolean): void {
  const place = places[key];
  if (place !== undefined) {
    window.scrollTo(0, place);
    return;
  }
  const named = hash === "" ? null : document.getElementById(decoded(hash.slice(1)));
  if (named !== null) named.scrollIntoView();
  else if (!stay) window.scrollTo(0, 0);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
