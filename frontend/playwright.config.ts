// The end-to-end tests: a real Chromium on the real studio, started for them with STUDIO_RELEASE or the starter.
import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const PORT = Number(process.env.E2E_PORT ?? 8199);
const STUDIO = process.env.GEN_STUDIO ?? "../.venv/bin/gen-studio";
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

export default defineConfig({
  testDir: "e2e",
  // while one browser waits for the studio, another draws what it was answered
  workers: 2,
  fullyParallel: true,
  // on a busy machine a key or a finger can come before the page is there; what is broken fails each time
  retries: 2,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      // without one on the machine Playwright looks for its own
      ...(existsSync(CHROMIUM) ? { executablePath: CHROMIUM } : {}),
      args: [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
    // what is broken fails again, and is traced then: to trace every journey takes a quarter of all their time
    trace: "on-first-retry",
  },
  webServer: {
    command: `${STUDIO} up --port ${PORT}`,
    url: `http://127.0.0.1:${PORT}/readyz`,
    timeout: 180_000,
    reuseExistingServer: process.env.E2E_REUSE === "1",
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
  },
});
