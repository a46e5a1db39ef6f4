// What every journey stands on: a page that reaches nobody but the studio, and the studio's own words to compare with.
import { readFile } from "node:fs/promises";
import { test as base, expect, type APIRequestContext, type Locator, type Page } from "@playwright/test";
import type { components as Gan } from "../src/lib/api/gan.gen";
import type { components as Search } from "../src/lib/api/search.gen";

export { expect };
export type Artwork = Search["schemas"]["Artwork"];

interface Fixtures {
  /** Addresses outside the studio that the page asked for. They are cut off: the museums can't be reached. */
  foreign: string[];
}

export const test = base.extend<Fixtures>({
  foreign: [
    async ({ page, baseURL }, use) => {
      const foreign: string[] = [];
      const wrong: string[] = [];
      await page.route(
        (url) => url.protocol.startsWith("http") && url.origin !== new URL(baseURL ?? "").origin,
        async (route) => {
          foreign.push(route.request().url());
          await route.abort();
        },
      );
      page.on("pageerror", (error) => wrong.push(error.message));
      page.on("console", (message) => {
        if (/Content Security Policy|Warning:|unique "key"/.test(message.text())) wrong.push(message.text());
      });
      await use(foreign);
      expect(wrong, "errors in the page").toEqual([]);
    },
    { auto: true },
  ],
});

/** Works of the collection, in its own order or a shuffled one. */
export async function someWorks(request: APIRequestContext, count: number, shuffle = 11): Promise<Artwork[]> {
  const answer = await request.get("/api/search/v1/artworks", { params: { limit: count, shuffle } });
  const page = (await answer.json()) as Search["schemas"]["ArtworkPage"];
  expect(page.items).toHaveLength(count);
  return page.items;
}

/** How the page says how many works there are. */
export const WORKS = /^[\d,]+ works?$/;

export function worksOf(count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "work" : "works"}`;
}

/** The number that a text begins with. */
export function numberIn(text: string): number {
  return Number.parseInt(text.replaceAll(",", ""), 10);
}

/** Give the page a picture, in its field of this name: a work's rendering, which the works are really compared with. */
export async function givePicture(page: Page, request: APIRequestContext, field: string): Promise<void> {
  const [work] = await someWorks(request, 1);
  const buffer = await (await request.get(`/api/gan/v1/artworks/${work?.id ?? ""}/rendering.jpg`)).body();
  await page.getByLabel(field).setInputFiles({ name: "mine.jpg", mimeType: "image/jpeg", buffer });
}

export async function landmarksOf(request: APIRequestContext, works: readonly string[]) {
  const landmarks = works.map((artwork) => ({ artwork }));
  const answer = await request.post("/api/gan/v1/maps", { data: { landmarks } });
  const found = ((await answer.json()) as Gan["schemas"]["Map"]).landmarks;
  return found.map(({ x, y }, index) => ({ artwork: works[index] ?? "", x, y }));
}

/** The bytes of a work's own seed, as the service draws it. */
export async function seedPicture(request: APIRequestContext, work: string): Promise<Buffer> {
  const seed = (await (
    await request.get(`/api/gan/v1/artworks/${work}/seed`)
  ).json()) as Gan["schemas"]["Seed"];
  return (await request.get(seed.image)).body();
}

export function picture(page: Page): Locator {
  return page.getByTestId("picture");
}

/** Waits until the picture is that of the point at rest, in full size. */
export async function settled(page: Page, at?: { x: number; y: number }): Promise<void> {
  await expect(picture(page)).toHaveAttribute("data-settled", "true");
  if (at === undefined) return;
  await expect(picture(page)).toHaveAttribute("data-x", String(at.x));
  await expect(picture(page)).toHaveAttribute("data-y", String(at.y));
}

/**
 * The bytes of the picture that a visitor gets by the Download button, without the signature, which is another each time.
 * The service's own check must find the file whole, signed by itself, and the same to the pixel as it would draw it.
 */
export async function downloaded(page: Page): Promise<Buffer> {
  await settled(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download" }).click(),
  ]);
  const file = {
    name: download.suggestedFilename(),
    mimeType: "image/jpeg",
    buffer: await readFile(await download.path()),
  };
  const answer = await page.request.post("/api/gan/v1/verify", { multipart: { image: file } });
  const found = (await answer.json()) as Gan["schemas"]["Verification"];
  expect(found.signature).toMatchObject({ intact: true, ours: true });
  expect(found.redrawing?.same).toBe("exact");
  return (await page.request.get(found.redrawing?.image ?? "")).body();
}

/** Where a point of the map is on the screen. */
export async function onScreen(page: Page, { x, y }: { x: number; y: number }) {
  const box = await page.getByTestId("plane").boundingBox();
  if (box === null) throw new Error("the map has no plane");
  return { x: box.x + (x / 1024) * box.width, y: box.y + (y / 1024) * box.height };
}

/** Presses Tab until `target` has the focus. */
export async function tabTo(page: Page, target: Locator, most = 120): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < most; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${target.toString()} was not reached by ${most} presses of Tab`);
}
