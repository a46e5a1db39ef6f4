// From view to view: what stands until the next one is there, and what is said where it can't come.
import { expect, test } from "./studio";

const code = (view: string) => new RegExp(`/assets/${view}-[^/]*\\.js`);

test("the view before stays until the next one has come, and a newer wish takes its place", async ({
  page,
}) => {
  await page.goto("/");
  const rooms = page.getByRole("navigation", { name: "Main" });
  await expect(rooms).toBeVisible();
  let come = (): void => undefined;
  const held = new Promise<void>((resolve) => (come = resolve));
  let asked = false;
  await page.route(code("SearchView"), async (route) => {
    asked = true;
    await held;
    await route.continue();
  });
  await rooms.getByRole("link", { name: "Search" }).click();
  await expect(page.locator("main")).toHaveAttribute("aria-busy", "true");
  await expect.poll(() => asked).toBe(true);
  expect(new URL(page.url()).pathname).toBe("/");
  await rooms.getByRole("link", { name: "About" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/how/i);
  come();
  await page.waitForLoadState("networkidle");
  expect(new URL(page.url()).pathname).toBe("/about");
  await expect(page.locator("main")).toHaveAttribute("aria-busy", "false");
  await page.goBack();
  await expect(page).toHaveURL(/\/$/);
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(/how/i);
});

test("a view whose code can't be had says so in the house, and the way on leads out of it", async ({
  page,
}) => {
  await page.goto("/about");
  const rooms = page.getByRole("navigation", { name: "Main" });
  await page.route(code("ShelfView"), (route) => route.abort());
  await rooms.getByRole("link", { name: "Shelf" }).click();
  const failure = page.getByRole("alert");
  await expect(failure.getByRole("button")).toBeVisible();
  await expect(rooms).toBeVisible();
  await expect(page).toHaveURL(/\/shelf$/);
  await rooms.getByRole("link", { name: "About" }).click();
  await expect(failure).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});
