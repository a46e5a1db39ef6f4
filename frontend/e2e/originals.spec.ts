import { expect, someWorks, test, type Artwork } from "./studio";

// a red pixel
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

function withOriginal(works: readonly Artwork[]): Artwork {
  const work = works.find((one) => one.image_url?.startsWith("https://") === true);
  if (work === undefined) throw new Error("no work of the release has a picture at its museum");
  return work;
}

test("where the museum can be reached, original and rendering hang side by side, each said to be what it is", async ({
  page,
  request,
}) => {
  const work = withOriginal(await someWorks(request, 24));
  const host = new URL(work.image_url ?? "").host;
  await page.route(
    (url) => url.host === host,
    (route) => route.fulfill({ contentType: "image/png", body: PIXEL }),
  );
  await page.goto(`/artworks/${work.id}`);
  await expect(page.getByText(/^Original/)).toBeVisible();
  await expect(page.getByText("The generator’s rendering, not the work itself.")).toBeVisible();
  await expect(page.getByRole("img", { name: /^The generator’s rendering of/ })).toBeVisible();
});

test("where it can't, the rendering stands in and says so", async ({ page, request, foreign }) => {
  const work = withOriginal(await someWorks(request, 24));
  await page.goto(`/artworks/${work.id}`);
  await expect(page.getByText(/can’t be reached from here\./).first()).toBeVisible();
  await expect(page.getByText(/^Original/)).toHaveCount(0);
  expect(foreign.length).toBeGreaterThan(0);
});

test("a host that did not answer is not asked by each card again", async ({ page, foreign }) => {
  await page.goto("/search");
  const cards = page.getByRole("list", { name: "Works found" }).getByRole("article");
  await expect(cards).toHaveCount(24);
  await expect(page.getByText("Generated rendering").first()).toBeVisible();
  await page.waitForLoadState("networkidle");
  const before = foreign.length;
  await page.reload();
  await expect(page.getByText("Generated rendering").first()).toBeVisible();
  await page.mouse.wheel(0, 4000);
  await page.waitForLoadState("networkidle");
  const asked = foreign.slice(0, before).map((url) => new URL(url).host);
  // one lost picture is forgiven: it may be that picture's own fault
  const known = new Set(asked.filter((host, place) => asked.indexOf(host) !== place));
  expect(known.size).toBeGreaterThan(0);
  expect(foreign.slice(before).filter((url) => known.has(new URL(url).host))).toEqual([]);
  await expect(page.getByText(/the generator’s renderings stand in for them/)).toBeVisible();
});

test("a host that never answers is given up after three seconds", async ({ page, request }) => {
  const work = withOriginal(await someWorks(request, 24));
  await page.route(
    (url) => url.host === new URL(work.image_url ?? "").host,
    () => new Promise<void>(() => undefined),
  );
  await page.goto(`/artworks/${work.id}`, { waitUntil: "domcontentloaded" }); // the picture never loads
  await expect(page.getByText("Waiting for the museum’s picture…")).toBeVisible();
  await expect(page.getByText(/can’t be reached from here\./).first()).toBeVisible({ timeout: 8000 });
});
