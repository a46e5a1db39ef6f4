// The beginning: the words of the page's language, then one root, its providers, its router.
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router/dom";
import { appMessages } from "./app/messages";
import { createQueryClient } from "./app/query-client";
import { createRouter } from "./app/router";
import { sharedMessages } from "./lib/messages";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

// not awaited here: words that come from a file of their own may need what this one holds
void Promise.all([sharedMessages.load(), appMessages.load()]).then(() => {
  // in pieces, too: a phone answers a finger between them
  startTransition(() => {
    createRoot(root).render(
      <StrictMode>
        <QueryClientProvider client={createQueryClient()}>
          <RouterProvider router={createRouter()} />
        </QueryClientProvider>
      </StrictMode>,
    );
  });
});
