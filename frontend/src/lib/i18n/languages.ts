// The languages of the pages, and which one this page is in: what first.js wrote on <html>, for as long as the page lives.

export const LANGUAGES = {
  en: { name: "English", direction: "ltr" },
  fr: { name: "Français", direction: "ltr" },
  nl: { name: "Nederlands", direction: "ltr" },
  ar: { name: "العربية", direction: "rtl" },
} as const;

export type Language = keyof typeof LANGUAGES;

export const LANGUAGE_NAMES = Object.keys(LANGUAGES) as Language[];

const KEY = "gen-studio.language";

export function isLanguage(name: string | undefined): name is Language {
  return name !== undefined && Object.hasOwn(LANGUAGES, name);
}

/** English where there is no page, as in tests. */
export function pageLanguage(): Language {
  const written = typeof document === "undefined" ? undefined : document.documentElement.lang;
  return isLanguage(written) ? written : "en";
}

/** What stands before every path of a language; the router takes it off again. */
export function prefixOf(language: Language): string {
  return language === "en" ? "" : `/${language}`;
}

/** The same view in another language. English is named too, as a wish that outweighs the browser's own. */
export function addressIn(language: Language, { pathname, search, hash }: Location): string {
  const prefix = prefixOf(pageLanguage());
  const path = pathname === prefix ? "" : pathname.slice(prefix.length);
  return `/${language}${path === "/" ? "" : path}${search}${hash}`;
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // a forbidden store only means that the choice lasts as long as the address is kept
  }
}
