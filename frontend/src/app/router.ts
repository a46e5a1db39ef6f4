// Which view is open: the address picks it, and it stands when its code, its words and what it tells first have come.
// Until then the one before it stays. Every address begins with the language.
import type { QueryClient } from "@tanstack/react-query";
import type { ComponentType } from "react";
import {
  type Location,
  matchRoutes,
  type NavigateOptions,
  type Navigator,
  NavigationType,
  type Params,
  type To,
} from "react-router";
import { pageLanguage, prefixOf } from "@/lib/i18n/languages";
import { enter, here, href, nameEntry } from "./history";
import { keepPlaces, leave } from "./places";
import { VIEWS, type View } from "./views";

/** How long a view is held back at most for what it tells first; after that it comes, and says that it waits. */
const PATIENCE_MS = 300;

export const BASE = prefixOf(pageLanguage()) || "/";

/** What is shown: the entry of the history, how one came there, and its view, or why that can't be had. */
export interface Shown {
  readonly location: Location;
  readonly came: NavigationType;
  /** The pattern of the view's address. */
  readonly path: string;
  readonly View: ComponentType | null;
  readonly failure: unknown;
  /** Another one is on its way. */
  readonly waiting: boolean;
  /** It is read on from where one was, though it is another entry. */
  readonly stay: boolean;
}

const ROUTES = VIEWS.map((view) => ({ path: view.path, view }));

/** Is told what is shown now, and whether that is to be drawn before anything else happens. */
type Listener = (shown: Shown, atOnce: boolean) => void;

export class StudioRouter {
  /** Kept once the view of the address has come, or why it hasn't is known. */
  readonly begun: Promise<void>;
  readonly navigator: Navigator = {
    createHref: href,
    go: (steps) => {
      window.history.go(steps);
    },
    push: (to, state, options) => void this.#go(NavigationType.Push, to, state, options),
    replace: (to, state, options) => void this.#go(NavigationType.Replace, to, state, options),
  };

  #shown: Shown;
  #newest = 0;
  readonly #listeners = new Set<Listener>();
  readonly #keep: QueryClient;

  constructor(keep: QueryClient) {
    this.#keep = keep;
    nameEntry();
    keepPlaces(() => this.#shown.location.key);
    const came = NavigationType.Pop;
    this.#shown = {
      location: here(),
      came,
      path: "",
      View: null,
      failure: null,
      waiting: true,
      stay: false,
    };
    window.addEventListener("popstate", () => {
      nameEntry(); // a link to a place in the page makes an entry, too
      void this.#come(here(), NavigationType.Pop);
    });
    this.begun = this.#come(here(), came);
  }

  readonly shown = (): Shown => this.#shown;

  /** The listener is told of what is shown already, too. */
  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    listener(this.#shown, false);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  async #go(
    came: NavigationType.Push | NavigationType.Replace,
    to: To,
    state: unknown,
    options?: NavigateOptions,
  ): Promise<void> {
    const url = new URL(href(to), window.location.href);
    const { pathname, search, hash } = url;
    await this.#come({ ...here(), pathname, search, hash, state }, came, options, () => {
      enter(came === NavigationType.Push ? "push" : "replace", { pathname, search, hash }, state);
      return here();
    });
  }

  /** Show an entry once its view is there; `enter` makes it the history's own. A newer one takes its place. */
  async #come(
    location: Location,
    came: NavigationType,
    { preventScrollReset = false, flushSync: atOnce = false }: NavigateOptions = {},
    enter: () => Location = () => location,
  ): Promise<void> {
    const number = ++this.#newest;
    const { pathname } = this.#shown.location;
    let { path, View, failure } = this.#shown;
    if (location.pathname !== pathname || View === null) {
      const found = matchRoutes(ROUTES, location, BASE)?.[0];
      path = found?.route.path ?? "*";
      this.#show({ ...this.#shown, waiting: true });
      try {
        View =
          found === undefined ? null : await this.#opened(found.route.view, found.params, location.search);
        failure = null;
      } catch (reason) {
        failure = reason;
        View = null;
      }
      if (number !== this.#newest) return;
    }
    leave(this.#shown.location.key);
    const next = { location: enter(), came, path, View, failure, waiting: false, stay: preventScrollReset };
    this.#show(next, atOnce);
  }

  async #opened(view: View, params: Params, search: string): Promise<ComponentType> {
    const asked = soon(view.ask?.(this.#keep, params, new URLSearchParams(search)) ?? []);
    const words = (view.messages ?? []).map((one) => one.load());
    const [View] = await Promise.all([view.load(), asked, ...words]);
    return View;
  }

  #show(shown: Shown, atOnce = false): void {
    this.#shown = shown;
    for (const listener of this.#listeners) listener(shown, atOnce);
  }
}

async function soon(asked: readonly Promise<unknown>[]): Promise<null> {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([Promise.allSettled(asked), late]);
  return null;
}
