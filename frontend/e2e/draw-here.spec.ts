import { expect, onScreen, picture, settled, someWorks, test } from "./studio";

test("a browser that draws what the service draws does so while the point moves, and asks it only at rest", async ({
  page,
  request,
}) => {
  const works = (await someWorks(request, 3)).map((work) => work.id);
  await page.goto(`/map?works=${works.join(",")}&terrain=off`);
  await settled(page);
  const drawHere = page.getByRole("switch", { name: "Draw on this device" });
  const state = page.getByTestId("draws-here");

  // a generator that can't be fetched is done without
  await page.route("**/api/gan/v1/generator/*.onnx", (route) => route.fulfill({ status: 503 }));
  await drawHere.click();
  await expect(state).toHaveAttribute("data-state", "refused", { timeout: 60_000 });
  await expect(drawHere).not.toBeChecked();
  await page.unrouteAll({ behavior: "wait" });

  await drawHere.click();
  await expect(state).toHaveAttribute("data-state", "on", { timeout: 60_000 });
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  expect(page.workers()).toHaveLength(Math.min(4, cores)); // ONNX Runtime's threads
  await page.evaluate(() => {
    window.scrollTo(0, 0);
  });
  const asked: string[] = [];
  page.on("request", (sent) => asked.push(sent.url()));
  const [from, to] = [await onScreen(page, { x: 500, y: 520 }), await onScreen(page, { x: 600, y: 400 })];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  // moving for as long as it takes: once the point rests, the service draws
  await expect(async () => {
    for (let step = 1; step <= 5; step += 1) {
      await page.mouse.move(from.x + ((to.x - from.x) * step) / 5, from.y + ((to.y - from.y) * step) / 5);
    }
    await expect(picture(page)).toHaveAttribute("data-recipe", /^here:/, { timeout: 300 });
  }).toPass();
  await expect(page.getByText("Generated, not an artwork").first()).toBeVisible();
  await page.mouse.up();
  await settled(page);
  await expect(picture(page)).toHaveAttribute("data-recipe", /^[0-9a-f]{12}\.1000\.256\./);
  const drawn = asked.filter((url) => url.includes("/points/"));
  expect(drawn.filter((url) => url.endsWith("size=64"))).toEqual([]);
  expect(drawn.some((url) => url.endsWith("size=256"))).toBe(true);
});
