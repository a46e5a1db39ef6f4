import {
  expect,
  landmarksOf,
  picture,
  seedPicture,
  settled,
  someWorks,
  tabTo,
  test,
  downloaded,
} from "./studio";

test("everything from choosing to a similar work goes by keyboard alone", async ({ page, request }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  const cards = page
    .getByRole("list", { name: "Works to choose from" })
    .getByRole("button", { name: /^Choose: / });
  for (const place of [0, 1]) {
    await tabTo(page, cards.nth(place));
    await page.keyboard.press("Space");
    await expect(cards.nth(place)).toHaveAttribute("aria-pressed", "true");
  }
  await tabTo(page, page.getByRole("link", { name: "Open the map", exact: true }));
  await page.keyboard.press("Enter");
  await settled(page);
  await expect(page.getByRole("main")).toBeFocused();

  // arrow keys to the first landmark, with Shift for the long way
  const works = (new URL(page.url()).searchParams.get("works") ?? "").split(",");
  const landmark = (await landmarksOf(request, works))[0];
  if (landmark === undefined) throw new Error("the map has no landmarks");
  const point = page.getByRole("slider", { name: /^Point between/ });
  await tabTo(page, point);
  let [x, y] = [512, 512];
  for (let presses = 0; presses < 60 && (x !== landmark.x || y !== landmark.y); presses += 1) {
    const [dx, dy] = [landmark.x - x, landmark.y - y];
    const large = Math.max(Math.abs(dx), Math.abs(dy)) > 80 ? "Shift+" : "";
    const across = Math.abs(dx) > Math.abs(dy);
    await page.keyboard.press(
      large + (across ? (dx > 0 ? "ArrowRight" : "ArrowLeft") : dy > 0 ? "ArrowDown" : "ArrowUp"),
    );
    [x, y] = ((await point.getAttribute("aria-valuetext")) ?? "").match(/\d+/g)?.slice(0, 2).map(Number) as [
      number,
      number,
    ];
  }
  await settled(page, landmark);
  expect((await downloaded(page)).equals(await seedPicture(request, landmark.artwork))).toBe(true);
  await point.focus();
  await page.keyboard.press("Home");
  await settled(page, { x: 512, y: 512 });

  // the list of landmarks has the same powers
  await tabTo(page, page.getByRole("button", { name: /^Go to / }).nth(1));
  await page.keyboard.press("Enter");
  await expect(picture(page)).not.toHaveAttribute("data-x", "512");
  await settled(page);

  const nearest = page
    .getByRole("region", { name: "Real works most like this picture" })
    .getByRole("article");
  await expect(nearest).toHaveCount(6);
  await tabTo(page, nearest.first().getByRole("link"));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/artworks\//);
});

test("the point moves by two sliders of its own as well", async ({ page, request }) => {
  const works = (await someWorks(request, 2)).map((work) => work.id);
  await page.goto(`/map?works=${works.join(",")}`);
  await settled(page);
  await page.getByText("Move by sliders").click();
  const down = page.getByRole("slider", { name: "Down" });
  await down.focus();
  await page.keyboard.press("End");
  await settled(page, { x: 512, y: 1024 });
  await expect(page).toHaveURL(/y=1024/);
});

test("the slider for across goes to the right where one writes from there, as the map does", async ({
  page,
  request,
}) => {
  const works = (await someWorks(request, 2)).map((work) => work.id);
  await page.goto(`/ar/map?works=${works.join(",")}&terrain=off`);
  await settled(page);
  await page.getByText("التحريك بالمنزلقات").click();
  await page.getByRole("slider", { name: "إلى اليمين", exact: true }).press("ArrowRight");
  await settled(page, { x: 513, y: 512 });
});

test("focus can always be seen", async ({ page }) => {
  await page.goto("/search");
  await expect(page.getByRole("list", { name: "Works found" })).toBeVisible();
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press("Tab");
    const outline = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return "body";
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return `${outlineStyle} ${outlineWidth} ${element.outerHTML.slice(0, 120)}`;
    });
    expect(outline).not.toMatch(/^none|^\w+ 0px/);
  }
});

test("with reduced motion nothing moves by itself", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/");
  await expect(page.getByRole("list", { name: "Works to choose from" })).toBeVisible();
  const lengths = await page.evaluate(() =>
    document.getAnimations().map((one) => Number(one.effect?.getComputedTiming().endTime ?? 0)),
  );
  expect(lengths.filter((ms) => ms > 1)).toEqual([]); // 1 ms stands for none, so that their ends are still told
});
