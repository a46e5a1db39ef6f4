// The beginning: the words of the page's language, then one root, its providers, its router.
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router/dom";
import { appMessages } from "./app/messages";
import { createQueryClient } from "./app/query-client";
import { createRouter } from "./app/router";
import { enterMessages } from "./features/enter/messages";
import { sharedMessages } from "./lib/messages";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

await Promise.all([sharedMessages.load(), appMessages.load(), enterMessages.load()]);
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <RouterProvider router={createRouter()} />
    </QueryClientProvider>
  </StrictMode>,
);
