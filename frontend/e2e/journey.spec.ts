import {
  downloaded,
  expect,
  landmarksOf,
  onScreen,
  picture,
  seedPicture,
  settled,
  someWorks,
  test,
} from "./studio";

test("a visitor chooses works, drags across the map, lands on a seed, and shares what was found", async ({
  page,
  request,
  context,
}) => {
  await page.goto("/");
  const cards = page
    .getByRole("list", { name: "Works to choose from" })
    .getByRole("button", { name: /^Choose: / });
  await cards.nth(0).click();
  await expect(page.getByRole("button", { name: "Open the map", exact: true })).toBeDisabled();
  for (const place of [3, 5]) await cards.nth(place).click();
  await expect(page.getByText("3 of 8 works chosen")).toBeVisible();
  const works = (new URL(page.url()).searchParams.get("works") ?? "").split(",");
  expect(works).toHaveLength(3);
  await page.getByRole("link", { name: "Open the map", exact: true }).click();

  await expect(page.getByRole("heading", { name: "Between three works" })).toBeVisible();
  await settled(page, { x: 512, y: 512 });
  await expect(page.getByText("Generated, not an artwork")).toBeVisible();
  const before = await picture(page).getAttribute("data-recipe");

  // across the map: the picture follows while the point is held
  const [first, second] = await landmarksOf(request, works);
  if (first === undefined || second === undefined) throw new Error("the map has no landmarks");
  const start = await onScreen(page, { x: 512, y: 512 });
  const half = await onScreen(page, { x: (512 + first.x) / 2 + 60, y: (512 + first.y) / 2 });
  const near = await onScreen(page, { x: first.x + 20, y: first.y + 12 });
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(half.x, half.y, { steps: 12 });
  await expect(picture(page)).not.toHaveAttribute("data-recipe", before ?? "");
  await page.mouse.move(near.x, near.y, { steps: 12 });
  await page.mouse.up();

  // near a landmark it lands on the landmark, and there the picture is that work's own seed, byte for byte
  await settled(page, first);
  await expect(page).toHaveURL(new RegExp(`x=${first.x}&y=${first.y}`));
  expect((await downloaded(page)).equals(await seedPicture(request, first.artwork))).toBe(true);
  expect((await downloaded(page)).equals(await seedPicture(request, second.artwork))).toBe(false);

  // a press somewhere between, and the link to it draws the same bytes in another window
  const between = await onScreen(page, { x: 470, y: 430 });
  await page.mouse.click(between.x, between.y);
  await expect(page).not.toHaveURL(new RegExp(`x=${first.x}&y=${first.y}`));
  const found = await downloaded(page);
  await page.reload();
  expect((await downloaded(page)).equals(found)).toBe(true);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByRole("button", { name: "Link copied" })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await context.newPage();
  await other.goto(link);
  expect((await downloaded(other)).equals(found)).toBe(true);
  await other.close();

  // the nearest real work leads to its page, and that one to the next
  const nearest = page
    .getByRole("region", { name: "Real works most like this picture" })
    .getByRole("article");
  await expect(nearest).toHaveCount(6);
  const title = await nearest.first().getByRole("link").innerText();
  await nearest.first().getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  const similar = page.getByRole("list", { name: "Similar works" }).getByRole("article");
  await expect(similar.first()).toBeVisible();
  const next = await similar.first().getByRole("link").innerText();
  await similar.first().getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: next })).toBeVisible();
  expect(new URL(page.url()).searchParams.get("works")).toBe(works.join(","));
});

test("a press on a landmark's picture goes to the landmark itself", async ({ page, request }) => {
  const works = (await someWorks(request, 4)).map((work) => work.id);
  const landmark = (await landmarksOf(request, works))[2];
  if (landmark === undefined) throw new Error("the map has too few landmarks");
  await page.goto(`/map?works=${works.join(",")}`);
  await settled(page);
  const edge = await onScreen(page, { x: landmark.x + 45, y: landmark.y - 40 });
  await page.mouse.click(edge.x, edge.y);
  await settled(page, landmark);
  await expect(page.getByRole("slider", { name: /^Point between/ })).toHaveAttribute(
    "aria-valuetext",
    /100%/,
  );
});

test("surprise me chooses works at once", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Surprise me" }).click();
  await expect(page.getByText("4 of 8 works chosen")).toBeVisible();
  await expect(
    page
      .getByRole("list", { name: "Works to choose from" })
      .getByRole("button", { name: /^Choose: /, pressed: true }),
  ).toHaveCount(4);
});

test("a work found elsewhere comes into the map, and goes out of it again", async ({ page, request }) => {
  const [one, two, three] = (await someWorks(request, 3)).map((work) => work.id);
  await page.goto(`/artworks/${three}?works=${one},${two}`);
  await page.getByRole("link", { name: "Use in map" }).click();
  await expect(page.getByRole("heading", { name: "Between three works" })).toBeVisible();
  await settled(page);
  await page
    .getByRole("button", { name: /^Take .* off the map$/ })
    .last()
    .click();
  await expect(page.getByRole("heading", { name: "Between two works" })).toBeVisible();
  await settled(page);
  await expect(page.getByRole("button", { name: /^Take .* off the map$/ })).toHaveCount(0);
});

test("similar works can be narrowed to those that share a fact, and the address keeps it", async ({
  page,
  request,
}) => {
  const work = (await someWorks(request, 12)).find((one) => one.classification === "Painting");
  if (work === undefined) throw new Error("the release has no painting among the first twelve");
  await page.goto(`/artworks/${work.id}`);
  await page.getByRole("button", { name: "Same classification" }).click();
  await expect(page).toHaveURL(/classification=Painting/);
  await expect(page.getByText(/works? fits? these conditions/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Same classification" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await page.getByRole("button", { name: "Under 1 condition" }).click();
  await page.getByLabel("From", { exact: true }).fill("1800");
  await page.getByLabel("to", { exact: true }).fill("1700");
  await page.getByRole("button", { name: "Set years" }).click();
  await expect(page.getByRole("alert")).toContainText("first year is after the last");
});

test("an address of nothing says so, and so do works that do not exist", async ({ page }) => {
  await page.goto("/nowhere");
  await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
  await page.goto("/artworks/no-such-work");
  await expect(page.getByRole("alert")).toContainText("no-such-work");
  await page.goto("/map?works=no-such-work,nor-this");
  await expect(page.getByRole("alert")).toContainText("no-such-work");
  await page.goto("/map");
  await expect(page.getByRole("heading", { name: "A map needs two works at least" })).toBeVisible();
});
