import { expect, onScreen, picture, settled, someWorks, test } from "./studio";

const POINTS = /\/points\//;

test("a slow service never has an older picture drawn over a newer one", async ({ page, request }) => {
  const works = (await someWorks(request, 3)).map((work) => work.id);
  await page.goto(`/map?works=${works.join(",")}`);
  await settled(page);

  let asked = 0;
  await page.route(POINTS, async (route) => {
    asked += 1;
    // the earlier, the slower: answers would come in the wrong order if they were let
    await new Promise((resolve) => setTimeout(resolve, Math.max(40, 900 - asked * 200)));
    await route.continue().catch(() => undefined);
  });
  await page.evaluate(() => {
    const drawn: { x: number; size: number }[] = [];
    const counts = { inFlight: 0, most: 0 };
    Object.assign(window, { drawn, counts });
    // counted in the page, where one that is aborted is in flight no more
    const send = window.fetch.bind(window);
    window.fetch = (input, init) => {
      const answer = send(input, init);
      if (typeof input !== "string" || !input.includes("/points/")) return answer;
      counts.inFlight += 1;
      counts.most = Math.max(counts.most, counts.inFlight);
      return answer.finally(() => {
        counts.inFlight -= 1;
      });
    };
    const image = document.querySelector("[data-testid=picture]");
    if (image === null) throw new Error("no picture");
    new MutationObserver(() => {
      drawn.push({ x: Number(image.getAttribute("data-x")), size: Number(image.getAttribute("data-size")) });
    }).observe(image, { attributeFilter: ["src"] });
  });

  const from = await onScreen(page, { x: 300, y: 560 });
  const to = await onScreen(page, { x: 700, y: 560 });
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const steps = 40;
  for (let step = 1; step <= steps; step += 1) {
    await page.mouse.move(from.x + ((to.x - from.x) * step) / steps, from.y);
    await page.waitForTimeout(25);
  }
  await page.mouse.up();
  await settled(page);
  const last = Number(await picture(page).getAttribute("data-x"));
  expect(Math.abs(last - 700)).toBeLessThanOrEqual(3);

  const { drawn, counts } = await page.evaluate(() => {
    const { drawn, counts } = window as unknown as {
      drawn: { x: number; size: number }[];
      counts: { most: number };
    };
    return { drawn, counts };
  });
  expect(drawn.length).toBeGreaterThan(1);
  const places = drawn.map((one) => one.x);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(drawn[0]?.size).toBe(64);
  expect(drawn.at(-1)).toEqual({ x: last, size: 256 });
  expect(counts.most).toBe(1);
});

test("a service that is busy is asked again by itself when it says so", async ({ page, request }) => {
  const works = (await someWorks(request, 2)).map((work) => work.id);
  let refused = 0;
  await page.route(POINTS, async (route) => {
    if (refused > 0) return route.continue();
    refused += 1;
    return route.fulfill({
      status: 429,
      headers: { "Content-Type": "application/problem+json", "Retry-After": "1" },
      body: JSON.stringify({
        title: "Too busy",
        status: 429,
        detail: "All places are taken; come back in 1 s.",
      }),
    });
  });
  await page.goto(`/map?works=${works.join(",")}`);
  await expect(page.getByRole("alert")).toContainText("All places are taken");
  await settled(page);
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("a service out of reach is said to be so, and is asked again on demand", async ({ page, request }) => {
  const works = (await someWorks(request, 2)).map((work) => work.id);
  await page.goto(`/map?works=${works.join(",")}`);
  await settled(page);
  await page.route(POINTS, (route) => route.abort());
  const at = await onScreen(page, { x: 420, y: 600 });
  await page.mouse.click(at.x, at.y);
  await expect(page.getByRole("alert")).toContainText("can’t be reached");
  await page.unroute(POINTS);
  await page.getByRole("button", { name: "Try again" }).click();
  await settled(page);
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("leaving the map aborts what is in flight", async ({ page, request }) => {
  const works = (await someWorks(request, 2)).map((work) => work.id);
  await page.goto(`/map?works=${works.join(",")}`);
  await settled(page);
  await page.route(POINTS, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 5000));
    await route.continue().catch(() => undefined);
  });
  const aborted = page.waitForEvent("requestfailed", (one) => one.url().includes("/points/"));
  const at = await onScreen(page, { x: 420, y: 600 });
  await page.mouse.click(at.x, at.y);
  await page.getByRole("link", { name: "About" }).click();
  expect((await aborted).failure()?.errorText).toContain("ABORTED");
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

test("views say what they wait for", async ({ page }) => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  await page.route(/\/api\/search\/v1\/artworks\?/, async (route) => {
    await opened;
    await route.continue();
  });
  await page.goto("/");
  await expect(page.getByRole("status", { name: "Waiting for the works" })).toBeVisible();
  open();
  await expect(page.getByRole("list", { name: "Works to choose from" })).toBeVisible();
});

test("a heading is whole from the first where its works are known soon, and not waited for where they aren’t", async ({
  page,
  request,
}) => {
  const [from = "", to = ""] = (await someWorks(request, 2)).map((work) => work.id);
  const chain = /\/api\/search\/v1\/artworks\//;
  const known = new Map<string, string>();
  for (const path of [from, to, `${from}/connections/${to}`]) {
    const answer = await request.get(`/api/search/v1/artworks/${path}`);
    known.set(new URL(answer.url()).pathname, await answer.text());
  }
  await page.route(chain, (route) => {
    const body = known.get(new URL(route.request().url()).pathname);
    return body === undefined
      ? route.continue()
      : route.fulfill({ body, headers: { "Content-Type": "application/json" } });
  });
  await page.addInitScript(() => {
    const headings: string[] = [];
    Object.assign(window, { headings });
    new MutationObserver(() => {
      const heading = document.querySelector("h1")?.textContent;
      if (heading !== undefined && heading !== headings.at(-1)) headings.push(heading);
    }).observe(document, { childList: true, characterData: true, subtree: true });
  });
  await page.goto(`/artworks/${from}/to/${to}`);
  await expect(page.getByRole("list", { name: "The chain of works" })).toBeVisible();
  const headings = await page.evaluate(() => (window as unknown as { headings: string[] }).headings);
  expect(headings).toHaveLength(1);
  expect(headings[0]).not.toContain("…");

  await page.unroute(chain);
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  await page.route(chain, async (route) => {
    await opened;
    await route.continue();
  });
  await page.goto(`/artworks/${to}/to/${from}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("From … to …");
  open();
  await expect(page.getByRole("heading", { level: 1 })).not.toContainText("…");
});
