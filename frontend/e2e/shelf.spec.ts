import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, someWorks, test } from "./studio";

// a red pixel
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

async function saved(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button, exact: true }).click(),
  ]);
  return readFile(await download.path(), "utf8");
}

test("works are kept with notes, taken along as files, and brought back", async ({ page, request }) => {
  const works = (await someWorks(request, 100)).filter((work) => work.image_url?.startsWith("https://"));
  const [near, far] = [works[0], works.find((work) => hostOf(work) !== hostOf(works[0]))];
  if (near === undefined || far === undefined) throw new Error("the release has works of one museum alone");
  // one museum answers, the other does not
  await page.route(
    (url) => url.host === hostOf(near),
    (route) => route.fulfill({ contentType: "image/png", body: PIXEL }),
  );
  for (const work of [near, far]) {
    await page.goto(`/artworks/${work.id}`);
    await page
      .getByRole("main")
      .getByRole("button", { name: /^Keep on your shelf/ })
      .first()
      .click();
  }
  await page.goto("/shelf");
  const kept = page.getByRole("main").getByRole("article");
  await expect(kept).toHaveCount(2);
  await page.getByRole("textbox", { name: `Note on ${near.title ?? ""}` }).fill("The handle, again");
  await page.reload();
  await expect(page.getByRole("textbox", { name: `Note on ${near.title ?? ""}` })).toHaveValue(
    "The handle, again",
  );

  const table = await saved(page, "Table (CSV)");
  expect(table).toContain(near.id);
  expect(table).toContain("The handle, again");
  const manifest = JSON.parse(await saved(page, "IIIF manifest")) as {
    items: {
      items: { items: { body: { id: string } }[] }[];
      requiredStatement: { value: { none: string[] } };
    }[];
  };
  await expect(page.getByText(/picture of 1 work can’t be reached/)).toBeVisible();
  const [second, first] = manifest.items;
  expect(first?.items[0]?.items[0]?.body.id).toContain(hostOf(near));
  expect(second?.items[0]?.items[0]?.body.id).toContain(`/artworks/${far.id}/rendering.jpg`);
  expect(second?.requiredStatement.value.none[0]).toContain("Drawn by a generator");
  const shelf = await saved(page, "JSON");

  // taken off, put back, taken off; and all of it again from the file
  await page
    .getByRole("button", { name: /^Take .* off the shelf$/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Put it back" }).click();
  await expect(kept).toHaveCount(2);
  for (const left of [1, 0]) {
    await page
      .getByRole("button", { name: /^Take .* off the shelf$/ })
      .first()
      .click();
    await expect(kept).toHaveCount(left);
  }
  await expect(page.getByRole("heading", { name: "Nothing is kept yet" })).toBeVisible();
  const bring = page.getByLabel("Bring a shelf back");
  await bring.setInputFiles({ name: "other.json", mimeType: "application/json", buffer: Buffer.from("{}") });
  await expect(page.getByText("Nothing was changed")).toBeVisible();
  await bring.setInputFiles({ name: "shelf.json", mimeType: "application/json", buffer: Buffer.from(shelf) });
  await expect(page.getByText("2 things were added")).toBeVisible();
  await expect(page.getByRole("textbox", { name: `Note on ${near.title ?? ""}` })).toHaveValue(
    "The handle, again",
  );
});

test("two kept works are looked into side by side, by keyboard, and the address keeps the view", async ({
  page,
  request,
}) => {
  const works = await someWorks(request, 2);
  await keep(
    page,
    works.map(({ id }) => ({ id, kind: "artwork", link: `/artworks/${id}` })),
  );
  await page.goto("/shelf");
  const boxes = page.getByRole("checkbox", { name: /^Compare/ });
  for (const place of [0, 1]) await boxes.nth(place).press("Space");
  await page.getByRole("button", { name: "Look at both" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Side by side" })).toBeVisible();
  const views = page.locator("[data-zoom]");
  await expect(views).toHaveCount(2);
  const zooms = () => views.evaluateAll((boxes) => boxes.map((box) => Number(box.getAttribute("data-zoom"))));
  await views.first().press("+");
  await views.first().press("ArrowRight");
  await expect.poll(zooms).toEqual([1.5, 1.5]);
  // the browser's own keys are left to it
  await views.first().press("Control+-");
  await expect.poll(zooms).toEqual([1.5, 1.5]);
  await expect(page).toHaveURL(/view=/);
  await page.reload();
  await expect.poll(zooms).toEqual([1.5, 1.5]);
  // each for itself
  await page.getByRole("checkbox", { name: "Move both together" }).press("Space");
  await views.last().press("+");
  await expect.poll(zooms).toEqual([1.5, 2.25]);
  await page.getByRole("link", { name: "Back to the shelf" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Your shelf" })).toBeVisible();
});

test("of what is compared, a work that is gone and one without a picture are said to be so", async ({
  page,
  request,
}) => {
  const [work] = await someWorks(request, 1);
  const id = work?.id ?? "";
  const seed = (await (await request.get(`/api/gan/v1/artworks/${id}/seed`)).json()) as { recipe: string };
  await keep(page, [
    { id, kind: "artwork", link: `/artworks/${id}` },
    { id: "no-such-work", kind: "artwork", link: "/artworks/no-such-work" },
    { id: seed.recipe, kind: "picture", link: "/map" },
  ]);
  const asked: string[] = [];
  page.on("request", (one) => asked.push(new URL(one.url()).pathname));
  await page.route(/\/rendering\.jpg/, (route) => route.abort());
  await page.goto(`/shelf?compare=${seed.recipe},no-such-work`);
  await expect(page.getByText("This collection no longer has this work.")).toBeVisible();
  expect(asked).not.toContain("/api/search/v1/artworks/");
  await page.goto(`/shelf?compare=${id},no-such-work`);
  await expect(page.getByText("No picture can be shown")).toBeVisible();
});

/** Puts things on the shelf of this browser. */
async function keep(page: Page, things: { id: string; kind: string; link: string }[]): Promise<void> {
  await page.goto("/about");
  await page.evaluate(
    (kept) => {
      localStorage.setItem("gen-studio.shelf", JSON.stringify(kept));
    },
    things.map((thing) => ({ ...thing, title: thing.id, note: "", added: "2026-01-01" })),
  );
}

function hostOf(work: { image_url: string | null } | undefined): string {
  return work?.image_url == null ? "" : new URL(work.image_url).host;
}
