// How fast the picture follows a hand, in a real Chromium: `node bench/drag.js http://127.0.0.1:8080` prints a table.
// Pointer to picture is from the event that moved the point there to the frame that shows the picture drawn for it.
import { chromium } from "@playwright/test";

const [studio = "http://127.0.0.1:8080", seconds = "15", executablePath = "/usr/bin/chromium"] =
  process.argv.slice(2);
const ARGS = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const answer = await fetch(`${studio}/api/search/v1/artworks?limit=4&shuffle=11`);
const works = (await answer.json()).items.map((work) => work.id);
const browser = await chromium.launch({ executablePath, args: ARGS });
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
await page.route(
  (url) => url.origin !== new URL(studio).origin,
  (route) => route.abort(),
);

const rows = [
  ["map, with its terrain", await measured(`/map?works=${works.join(",")}`, onMap)],
  ["map, without terrain", await measured(`/map?works=${works.join(",")}&terrain=off`, onMap)],
  ["blend, a weight", await measured(`/blend?works=${works.slice(0, 3).join(",")}`, onSlider)],
];
console.log(
  "| drag | pictures | pointer to picture p50 | p95 | frames | frame p50 | p95 | longer than 20 ms |",
);
console.log("|---|---|---|---|---|---|---|---|");
for (const [name, { latencies, frames }] of rows) {
  const long = frames.filter((ms) => ms > 20).length / Math.max(1, frames.length);
  const told = [latencies.length, `${at(latencies, 0.5)} ms`, `${at(latencies, 0.95)} ms`, frames.length];
  console.log(
    `| ${name} | ${told.join(" | ")} | ${at(frames, 0.5)} ms | ${at(frames, 0.95)} ms | ${(100 * long).toFixed(1)} % |`,
  );
}
await browser.close();

function at(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN).toFixed(1);
}

async function measured(path, hand) {
  await page.goto(studio + path);
  await page.locator("[data-testid=picture][data-settled=true]").waitFor({ timeout: 60_000 });
  const terrain = page.locator("[data-testid=terrain]");
  if ((await terrain.count()) > 0) {
    await page.locator("[data-testid=terrain][data-whole=true]").waitFor({ timeout: 120_000 });
  }
  await page.waitForTimeout(1500);
  const { element, key } = await hand();
  await page.evaluate(watch, key);
  const box = await element.boundingBox();
  const began = Date.now();
  const where = () => {
    const turn = ((Date.now() - began) / 1000) * 0.9;
    return [
      box.x + box.width * (0.5 + 0.3 * Math.cos(turn)),
      box.y + box.height * (0.5 + (hand === onMap ? 0.3 * Math.sin(1.7 * turn) : 0)),
    ];
  };
  await page.mouse.move(...where());
  await page.mouse.down();
  while (Date.now() - began < Number(seconds) * 1000) {
    await page.mouse.move(...where());
    await page.waitForTimeout(8);
  }
  const found = await page.evaluate(() => window.drag.end());
  await page.mouse.up();
  return found;
}

function onMap() {
  return { element: page.getByTestId("plane"), key: "[data-testid=plane] [role=slider]" };
}

function onSlider() {
  return { element: page.getByRole("slider", { name: /^How much of/ }).first(), key: null };
}

/** In the page: when each state was first pointed at, when its picture was shown, and how long frames were. */
function watch(handle) {
  const asked = [];
  const latencies = [];
  const frames = [];
  let last = null;
  let going = true;
  performance.clearMeasures();
  const input = handle === null ? "input" : "pointermove";
  const heard = (event) => asked.push(event.timeStamp);
  document.addEventListener(input, heard, { capture: true });
  // which request was sent for which event: the newest event before it
  const send = window.fetch;
  const sent = new Map();
  window.fetch = (path, init) => {
    const small = /size=64|\.64\./.test(String(path)) || String(init?.body ?? "").includes('"size":64');
    const before = asked.at(-1);
    if (!small || before === undefined) return send(path, init);
    const blend = String(path).endsWith("/blends");
    return send(path, init).then((got) => {
      const recipe = got.headers.get("Gen-Recipe");
      if (!blend && recipe !== null)
        sent.set(recipe, handle === null ? (window.drag.blendAsked ?? before) : before);
      return got;
    });
  };
  window.drag = {};
  if (handle === null) {
    const inner = window.fetch;
    window.fetch = (path, init) => {
      if (String(path).endsWith("/blends")) window.drag.blendAsked = asked.at(-1);
      return inner(path, init);
    };
  }
  const image = document.querySelector("[data-testid=picture]");
  new MutationObserver(() => {
    const from = sent.get(image.dataset.recipe);
    if (from === undefined || image.dataset.size !== "64") return;
    requestAnimationFrame(() => {
      latencies.push(
        performance.measure("pointer to picture", { start: from, end: performance.now() }).duration,
      );
    });
  }).observe(image, { attributes: true, attributeFilter: ["src"] });
  requestAnimationFrame(function tick(now) {
    if (last !== null) frames.push(now - last);
    last = now;
    if (going) requestAnimationFrame(tick);
  });
  window.drag.end = () => {
    going = false;
    document.removeEventListener(input, heard, { capture: true });
    window.fetch = send;
    return { latencies, frames };
  };
}
