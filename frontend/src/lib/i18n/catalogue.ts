// Words by language: a file for each, loaded when its language is asked for. `useMessages(mapMessages).title`.
import { use } from "react";
import { pageLanguage, type Language } from "./languages";

export interface Catalogue<Messages> {
  /** Once a page: the words of its language. */
  readonly load: () => Promise<Messages>;
  /** The words if they have come. */
  readonly now: () => Messages | undefined;
}

type File<Messages> = () => Promise<{ readonly messages: Messages }>;

export function catalogue<Messages>(files: Record<Language, File<Messages>>): Catalogue<Messages> {
  let asked: Promise<Messages> | undefined;
  let come: Messages | undefined;
  const load = () => {
    const coming = files[pageLanguage()]().then(
      ({ messages }) => {
        // as React marks a promise that it has seen kept: `use` then has its value at once
        void Object.assign(coming, { status: "fulfilled", value: messages });
        return (come = messages);
      },
      (failure: unknown) => {
        asked = undefined;
        throw failure;
      },
    );
    return coming;
  };
  return {
    load: () => (asked ??= load()),
    now: () => come,
  };
}

/** The words of the page's language; waits for them (Suspense) where the route has not. */
export function useMessages<Messages>(from: Catalogue<Messages>): Messages {
  // always by `use`: a hook that is left out when a component is drawn again breaks the others' order
  return use(from.load());
}
