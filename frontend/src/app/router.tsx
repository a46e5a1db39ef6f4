// The first view comes with the page, the others when they are asked for; every address begins with the language.
import { createBrowserRouter } from "react-router";
import { EnterView } from "@/features/enter/components/EnterView";
import { enterMessages } from "@/features/enter/messages";
import { pageLanguage, prefixOf } from "@/lib/i18n/languages";
import { ErrorView, NotFoundView } from "./ErrorView";
import { Layout } from "./Layout";
import { VIEWS, type View } from "./views";

type Router = ReturnType<typeof createBrowserRouter>;

export function createRouter(): Router {
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
              ...VIEWS.map((view) => ({ path: view.path, lazy: () => opened(view) })),
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
