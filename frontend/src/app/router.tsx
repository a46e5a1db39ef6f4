// The first view comes with the page, the others when they are asked for; every address begins with the language.
import type { QueryClient } from "@tanstack/react-query";
import { createBrowserRouter, type LoaderFunctionArgs } from "react-router";
import { EnterView } from "@/features/enter/components/EnterView";
import { enterMessages } from "@/features/enter/messages";
import { pageLanguage, prefixOf } from "@/lib/i18n/languages";
import { ErrorView, NotFoundView } from "./ErrorView";
import { Layout } from "./Layout";
import { VIEWS, type View } from "./views";

type Router = ReturnType<typeof createBrowserRouter>;

/** How long a view is held back at most for what it tells first; after that it comes, and says that it waits. */
const PATIENCE_MS = 300;

export function createRouter(keep: QueryClient): Router {
  nameEntry();
  return createBrowserRouter(
    [
      {
        path: "/",
        element: <Layout />,
        errorElement: <ErrorView />,
        children: [
          {
            errorElement: <ErrorView />,
            children: [
              {
                index: true,
                lazy: () => opened({ load: () => Promise.resolve(EnterView), messages: [enterMessages] }),
              },
              ...VIEWS.map((view) => ({
                path: view.path,
                lazy: () => opened(view),
                loader: ({ params, request }: LoaderFunctionArgs) =>
                  soon(view.ask?.(keep, params, new URL(request.url).searchParams) ?? []),
                // what changes within a view is the view's own to ask for
                shouldRevalidate: () => false,
              })),
              { path: "*", element: <NotFoundView /> },
            ],
          },
        ],
      },
    ],
    { basename: prefixOf(pageLanguage()) || "/" },
  );
}

/** Places are kept by the entry of the history, and the router takes all that a tab begins with for one and the same. */
function nameEntry(): void {
  const state = window.history.state as { key?: string } | null;
  if (state?.key === undefined)
    window.history.replaceState({ ...state, key: Math.random().toString(36).slice(2) }, "");
}

/** Kept once the view of the address and its words have come, or why they haven't is known. */
export function viewOf(router: Router): Promise<void> {
  return new Promise((come) => {
    if (router.state.initialized) {
      come();
      return;
    }
    const stop = router.subscribe(({ initialized }) => {
      if (!initialized) return;
      stop();
      come();
    });
  });
}

async function opened({ load, messages = [] }: Pick<View, "load" | "messages">) {
  const [Component] = await Promise.all([load(), ...messages.map((one) => one.load())]);
  return { Component };
}

async function soon(asked: readonly Promise<unknown>[]): Promise<null> {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([Promise.allSettled(asked), late]);
  return null;
}
