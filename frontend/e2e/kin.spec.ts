import { expect, someWorks, test } from "./studio";

test("from a work to its kin in every medium, and on to one of them", async ({ page, request }) => {
  const [work] = await someWorks(request, 1);
  await page.goto(`/artworks/${work?.id ?? ""}`);
  await page.getByRole("link", { name: /nearest kin in every culture/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("across cultures");
  await page.getByRole("button", { name: "Century" }).click();
  await expect(page).toHaveURL(/by=century/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("across centuries");
  const wanted = await request.get(
    `/api/search/v1/artworks/${work?.id ?? ""}/analogies?by=century&groups=24&each=1`,
  );
  const { groups } = (await wanted.json()) as { groups: { value: string }[] };
  await expect(page.getByRole("heading", { level: 2 })).toHaveText(
    groups.map((group) => group.value.replace(" BC", " BCE")),
  );
  await page
    .getByRole("list", { name: /Nearest work across centuries/ })
    .getByRole("link")
    .first()
    .click();
  await expect(page).toHaveURL(/\/artworks\/[^/]+$/);
});

test("a chain of works leads from a work to a chosen one, and its address can be shared", async ({
  page,
  request,
}) => {
  const [from, to] = await someWorks(request, 2);
  await page.goto(`/artworks/${from?.id ?? ""}?works=${to?.id ?? ""}`);
  await page.getByRole("link", { name: /^The chain of works from here/ }).click();
  const steps = page.getByRole("list", { name: "The chain of works" }).getByRole("article");
  await expect(steps.first()).toBeVisible();
  const shown = await steps.count();
  expect(shown).toBeGreaterThan(1);
  await expect(steps.locator("..").filter({ hasText: ", the weakest step" })).toHaveCount(1);
  await expect(
    page.getByText(/^\d+ steps, .* The weakest step leads from .* to .*: they are \d+% alike/),
  ).toBeVisible();
  await page.goto(new URL(page.url()).pathname);
  await expect(steps).toHaveCount(shown);
});

test("a walk is filmed by the keyboard alone, played and kept", async ({ page, request }) => {
  const works = (await someWorks(request, 2)).map((work) => work.id);
  await page.goto(`/search?works=${works.join(",")}`);
  await page.getByRole("complementary", { name: "Chosen works" }).getByRole("link", { name: "Walk" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A walk by 2 works");
  await page.getByRole("button", { name: "Brisk" }).press("Enter");
  await page.getByRole("button", { name: "WebP" }).press("Enter");
  await page.getByRole("button", { name: "Film the walk" }).press("Enter");
  const film = page.getByRole("img", { name: "The film of the walk, drawn by the generator" });
  await expect(film).toBeVisible({ timeout: 60_000 });
  expect(
    await film.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
  ).toBe(256);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Keep it as WebP" }).press("Enter");
  expect((await download).suggestedFilename()).toMatch(/^gen-studio-.*\.webp$/);
});

test("a walk from a picture is put in order, filmed, scrubbed to a stop, and its address keeps it", async ({
  page,
  request,
}) => {
  const [one, two] = (await someWorks(request, 2)).map((work) => work.id);
  const seed = (await (await request.get(`/api/gan/v1/artworks/${one ?? ""}/seed`)).json()) as {
    recipe: string;
  };
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(`/walk?works=${one ?? ""},${two ?? ""}&start=${seed.recipe}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A walk from here by 2 works");
  await page
    .getByRole("button", { name: /^Pass by .* later$/ })
    .first()
    .click();
  await expect(page).toHaveURL(new RegExp(`works=${two ?? ""}(,|%2C)${one ?? ""}`));
  await page.getByRole("button", { name: "Brisk" }).click();
  await page.getByRole("button", { name: "Back to the beginning" }).click();
  await page.reload();
  await expect(page.getByRole("button", { name: "Brisk" })).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("button", { name: "Back to the beginning" })).toHaveAttribute(
    "aria-pressed",
    "false",
  );
  await page.getByRole("button", { name: "Film the walk" }).click();
  const scrub = page.getByRole("slider", { name: "Where in the film" });
  await expect(scrub).toHaveAttribute("aria-valuetext", "Frame 1 of 33", { timeout: 60_000 });
  // with reduced motion it waits for a press
  const film = page.locator("video");
  await expect(film).toHaveJSProperty("paused", true);
  await page
    .getByRole("button", { name: /^Go to .* in the film$/ })
    .nth(1)
    .click();
  await expect(scrub).toHaveAttribute("aria-valuetext", "Frame 17 of 33");
  expect(await film.evaluate((video: HTMLVideoElement) => Math.floor(video.currentTime * 16))).toBe(16);
  await scrub.press("ArrowRight");
  await expect(scrub).toHaveAttribute("aria-valuetext", "Frame 18 of 33");
});

test("a walk is gone by hand before it is filmed, and each stop is the work's own picture", async ({
  page,
  request,
}) => {
  const works = await someWorks(request, 2);
  const [one, two] = await Promise.all(
    works.map(async ({ id }) => {
      const told = (await (await request.get(`/api/gan/v1/artworks/${id}/seed`)).json()) as {
        recipe: string;
      };
      return told.recipe;
    }),
  );
  await page.goto(`/walk?works=${works.map(({ id }) => id).join(",")}`);
  const picture = page.locator('[data-testid="picture"][data-settled="true"]');
  await expect(picture).toHaveAttribute("data-recipe", one ?? "");
  const slider = page.getByRole("slider", { name: "Where on the walk" });
  await slider.focus();
  for (let step = 0; step < 16; step += 1) await slider.press("ArrowRight");
  await expect(slider).toHaveAttribute("aria-valuetext", /^50% of the way from .+ to .+$/);
  await expect(picture).toHaveAttribute("data-size", "256");
  await expect(picture).not.toHaveAttribute("data-recipe", one ?? "");
  await expect(picture).toHaveAttribute("alt", /50% of the way from/);
  await page
    .getByRole("list", { name: "Stops of the walk" })
    .getByRole("button", { name: /^Go to / })
    .nth(1)
    .click();
  await expect(picture).toHaveAttribute("data-recipe", two ?? "");
  // the address keeps where one is
  await expect(page).toHaveURL(/[?&]at=\d+/);
  await page.reload();
  await expect(picture).toHaveAttribute("data-recipe", two ?? "");
});

test("a film that is being made can be stopped", async ({ page, request }) => {
  const works = (await someWorks(request, 6)).map((work) => work.id);
  await page.goto(`/walk?works=${works.join(",")}`);
  await page.getByRole("button", { name: "Slow", exact: true }).click();
  const cancelled = page.waitForRequest((asked) => asked.method() === "DELETE");
  await page.getByRole("button", { name: "Film the walk" }).click();
  await expect(page.getByText(/^Drawing, \d+%$/)).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "Stop" }).click();
  await cancelled;
  await expect(page.getByRole("slider", { name: "Where on the walk" })).toBeVisible();
});
