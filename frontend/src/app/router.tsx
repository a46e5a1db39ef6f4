// The first view comes with the page, the others when they are asked for; every address begins with the language.
import { createBrowserRouter } from "react-router";
import { EnterView } from "@/features/enter/components/EnterView";
import { enterMessages } from "@/features/enter/messages";
import { pageLanguage, prefixOf } from "@/lib/i18n/languages";
import { ErrorView, NotFoundView } from "./ErrorView";
import { Layout } from "./Layout";
import { VIEWS, type View } from "./views";

export function createRouter() {
  return createBrowserRouter(
    [
      {
        path: "/",
        element: <Layout />,
        errorElement: <ErrorView />,
        // what index.html shows, until the view's own file has come
        hydrateFallbackElement: <p className="opening">Gen Studio</p>,
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

async function opened({ load, messages = [] }: Pick<View, "load" | "messages">) {
  const [Component] = await Promise.all([load(), ...messages.map((one) => one.load())]);
  return { Component };
}
