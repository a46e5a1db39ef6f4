import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, givePicture, numberIn, test } from "./studio";

const squares = (page: Page) => page.locator("[data-square]");
const cards = (page: Page) => page.getByRole("list", { name: "Works to choose from" }).getByRole("article");

test("the wall fills with the space between works, says what each square is made of, and opens as a map", async ({
  page,
}) => {
  await page.goto("/");
  await expect(squares(page).locator("img[data-shown]")).toHaveCount(28);
  await expect(page.getByTestId("mosaic").locator("[data-work]")).toHaveCount(5);
  await expect(page.getByText("Generated, not an artwork")).toBeVisible();
  await squares(page).nth(12).hover();
  await expect(page.getByTestId("mosaic").getByText(/^\d+%/).first()).toBeVisible();
  await squares(page).nth(12).click();
  await expect(page).toHaveURL(/\/map\?works=([^,]+,){4}[^,]+/);
});

test("a kind shows its works alone, and the address keeps it", async ({ page }) => {
  await page.goto("/");
  const kinds = page.getByRole("list", { name: "Kinds of works" }).getByRole("button");
  const helmets = kinds.filter({ hasText: "Helmets" });
  const count = numberIn(/[\d,]+$/.exec(await helmets.innerText())?.[0] ?? "");
  await helmets.click();
  await expect(page).toHaveURL(/classification=Helmets/);
  await expect(cards(page)).toHaveCount(Math.min(24, count));
  await page.reload();
  await expect(helmets).toHaveAttribute("aria-pressed", "true");
  await helmets.click();
  await expect(page).not.toHaveURL(/classification/);
});

test("a picture of one's own brings the works most like it to choose from", async ({ page, request }) => {
  await page.goto("/?q=vase");
  await givePicture(page, request, "Picture to begin with");
  const matches = page.getByRole("list", { name: "Works most like your picture" }).getByRole("article");
  await expect(matches).toHaveCount(24);
  await expect(page).toHaveURL(/\?picture=/);
  for (const place of [0, 1])
    await matches
      .nth(place)
      .getByRole("button", { name: /^Choose: / })
      .first()
      .click();
  await expect(page).toHaveURL(/works=[^,&]+(,|%2C)[^,&]+/);
  await page.getByRole("button", { name: "Show all works" }).click();
  await expect(page).not.toHaveURL(/picture=/);
  await expect(page).toHaveURL(/works=[^,&]+(,|%2C)[^,&]+/);
  await expect(cards(page)).toHaveCount(24);
});

test("works by chance come late, and leave who went elsewhere where they are", async ({ page }) => {
  await page.goto("/");
  let come = (): void => undefined;
  const held = new Promise<void>((resolve) => (come = resolve));
  const chance = /\/artworks\?.*limit=4(&|$)/;
  await page.route(chance, async (route) => {
    await held;
    await route.continue();
  });
  const answered = page.waitForResponse(chance);
  await page.getByRole("button", { name: "Surprise me" }).click();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Search" }).click();
  const field = page.getByRole("searchbox", { name: "Search for words" });
  await expect(field).toBeVisible();
  come();
  await (await answered).finished();
  await field.fill("vase");
  await expect(page).toHaveURL(/\/search\?q=vase$/);
});

test("who comes back to the wall finds the work where it hung", async ({ page }) => {
  await page.goto("/");
  for (const count of [48, 72, 96]) {
    await page.getByRole("button", { name: "Show more" }).click();
    await expect(cards(page)).toHaveCount(count);
  }
  for (let place = 0; place < 90; place += 6) await cards(page).nth(place).scrollIntoViewIfNeeded();
  const work = cards(page).nth(85);
  await work.scrollIntoViewIfNeeded();
  const height = async () => Math.round((await work.boundingBox())?.y ?? NaN);
  const hung = await height();
  await work.getByRole("link").click();
  await expect(page).toHaveURL(/\/artworks\//);
  await expect(cards(page)).toHaveCount(0);
  await page.goBack();
  await expect(work).toBeVisible();
  await expect.poll(height).toBe(hung);
});

test("an address begins at its top, however far down one was at another before", async ({ page }) => {
  const down = () => page.evaluate(() => window.scrollY);
  await page.goto("/");
  await expect(cards(page).first()).toBeVisible();
  await page.mouse.wheel(0, 900);
  await expect.poll(down).toBe(900);
  await page.goto("/?q=portrait");
  await expect(cards(page).first()).toBeVisible();
  expect(await down()).toBe(0);
});

test("the room that was chosen is there before the first paint of the next visit", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/about");
  await page.getByRole("button", { name: "Dark room" }).click();
  const wall = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await wall()).toBe("rgb(16, 17, 19)");
  await page.route(/\/assets\/.*\.js$/, (route) => route.abort());
  await page.goto("/");
  expect(await wall()).toBe("rgb(16, 17, 19)");
  await expect(page.getByText("Gen Studio")).toBeVisible();
  await page.unrouteAll({ behavior: "wait" });
  await page.goto("/");
  await page.getByRole("button", { name: "White wall" }).click();
  expect(await wall()).toBe("rgb(255, 255, 255)");
});

test("code comes behind words and pictures", async ({ page }) => {
  const browser = await page.context().newCDPSession(page);
  await browser.send("Network.enable");
  const priorities = new Map<string, string>();
  browser.on("Network.requestWillBeSent", ({ request }) => {
    if (request.url.endsWith(".js")) priorities.set(request.url, request.initialPriority);
  });
  await page.goto("/");
  await expect(cards(page).first()).toBeVisible();
  expect(priorities.size).toBeGreaterThan(2);
  expect(new Set(priorities.values())).toEqual(new Set(["Low"]));
});

test("the first view needs at most 200 kB of JavaScript", async ({ page }) => {
  const scripts: Promise<number>[] = [];
  page.on("response", (answer) => {
    if (answer.url().endsWith(".js")) scripts.push(answer.body().then((body) => gzipSync(body).length));
  });
  await page.goto("/");
  await expect(cards(page).first()).toBeVisible();
  const sizes = await Promise.all(scripts);
  expect(sizes.length).toBeGreaterThan(2);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(200_000);
});

test.describe("on a phone, in Arabic", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("a visitor goes from the first view to the map, from right to left", async ({ page }) => {
    await page.goto("/?q=portrait");
    const menu = page.getByRole("button", { name: "Menu" });
    await menu.click();
    await page.getByRole("link", { name: "العربية" }).focus();
    await page.keyboard.press("Escape");
    await expect(menu).toBeFocused();
    await menu.click();
    await page.getByRole("link", { name: "العربية" }).click();
    await expect(page).toHaveURL(/\/ar\?q=portrait/);
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/الأعمال الفنية/);
    // a line begins at the right
    const [heading, closed] = [
      await page.getByRole("link", { name: "Gen Studio" }).boundingBox(),
      await page.getByRole("button", { name: "القائمة" }).boundingBox(),
    ];
    expect(heading?.x ?? 0).toBeGreaterThan(closed?.x ?? Infinity);
    const works = page
      .getByRole("list", { name: "أعمال للاختيار" })
      .getByRole("button", { name: /^اختيار: / });
    // the museums' words keep their own direction
    await expect(page.getByRole("article").first().locator("bdi").first()).toBeVisible();
    await works.nth(0).click();
    await works.nth(1).click();
    await page.getByRole("link", { name: "افتح الخريطة" }).click();
    await expect(page).toHaveURL(/\/ar\/map\?works=/);
    await expect(page.getByTestId("picture")).toHaveAttribute("data-settled", "true");
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(tooWide).toBeLessThanOrEqual(0);
    // the next visit begins in the language that was chosen
    await page.goto("/about");
    await expect(page).toHaveURL(/\/ar\/about/);
  });
});
