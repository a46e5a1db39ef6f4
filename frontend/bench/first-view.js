// When the first view answers a hand on a phone four times slower than this machine: `node bench/first-view.js
// http://127.0.0.1:8080` prints a table. Interactive is when its works can be chosen and no task of 50 ms is left.
import { chromium, devices } from "@playwright/test";

const [studio = "http://127.0.0.1:8080", visits = "5", executablePath = "/usr/bin/chromium"] =
  process.argv.slice(2);
const SLOWER = 4;
const QUIET_MS = 5000;
const ARGS = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const browser = await chromium.launch({ executablePath, args: ARGS });
console.log("| visit | first paint, ms | works to choose, ms | last long task, ms | interactive, ms |");
console.log("|---|---|---|---|---|");
for (let visit = 1; visit <= Number(visits); visit += 1) {
  const { painted, chosen, busy } = await visited();
  const told = [painted, chosen, busy, Math.max(chosen, busy)].map((ms) => Math.round(ms));
  console.log(`| ${visit} | ${told.join(" | ")} |`);
}
await browser.close();

async function visited() {
  const context = await browser.newContext(devices["Pixel 7"]);
  const page = await context.newPage();
  await page.route(
    (url) => url.origin !== new URL(studio).origin,
    (route) => route.abort(),
  );
  const slow = await context.newCDPSession(page);
  await slow.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.addInitScript(watch);
  await page.goto(studio);
  await page.waitForFunction((quiet) => window.visit.quietFor() > quiet, QUIET_MS, { timeout: 60_000 });
  const found = await page.evaluate(() => window.visit.found());
  await context.close();
  return found;
}

/** In the page: when its works could be chosen, and when the last long task ended. */
function watch() {
  let chosen = NaN;
  let busy = 0;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) busy = Math.max(busy, startTime + duration);
  }).observe({ type: "longtask", buffered: true });
  const look = new MutationObserver(() => {
    if (document.querySelector("#choose article button") === null) return;
    chosen = performance.now();
    look.disconnect();
  });
  look.observe(document, { childList: true, subtree: true });
  window.visit = {
    quietFor: () => (Number.isNaN(chosen) ? 0 : performance.now() - Math.max(chosen, busy)),
    found: () => ({
      painted: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
      chosen,
      busy,
    }),
  };
}
