// The beginning: the words of the page's language, then one root, its providers, its router.
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, startTransition } from "react";
import { appMessages } from "./app/messages";
import { createQueryClient } from "./app/query-client";
import { StudioRouter } from "./app/router";
import { Studio } from "./app/Studio";
import { sharedMessages } from "./lib/messages";
import { nextTask } from "./lib/next-task";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

void begin(root);

/** In pieces: a phone paints and answers a finger between them. */
async function begin(root: HTMLElement): Promise<void> {
  // not awaited at once: words that come from a file of their own may need what this one holds
  const words = [sharedMessages.load(), appMessages.load()];
  await nextTask();
  const keep = createQueryClient();
  const router = new StudioRouter(keep);
  await nextTask();
  const { createRoot } = await import("react-dom/client");
  // index.html shows the house's name until then
  await Promise.all([router.begun, ...words]);
  await nextTask();
  startTransition(() => {
    createRoot(root).render(
      <StrictMode>
        <QueryClientProvider client={keep}>
          <Studio router={router} />
        </QueryClientProvider>
      </StrictMode>,
    );
  });
}
