import { expect, landmarksOf, onScreen, picture, settled, someWorks, test } from "./studio";

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

test("a finger drags the point on a phone, and the picture stays in sight", async ({ page, request }) => {
  const works = (await someWorks(request, 3)).map((work) => work.id);
  const landmark = (await landmarksOf(request, works))[0];
  if (landmark === undefined) throw new Error("the map has no landmarks");
  await page.goto(`/map?works=${works.join(",")}`);
  await settled(page);
  const before = await picture(page).getAttribute("data-recipe");
  const touch = await page.context().newCDPSession(page);
  const start = await onScreen(page, { x: 512, y: 512 });
  const end = await onScreen(page, { x: landmark.x + 8, y: landmark.y + 8 });
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [start] });
  for (let step = 1; step <= 10; step += 1) {
    const share = step / 10;
    const at = { x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share };
    await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [at] });
  }
  await expect(picture(page)).not.toHaveAttribute("data-recipe", before ?? "");
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await settled(page, landmark);
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  await expect(picture(page)).toBeInViewport({ ratio: 0.9 });
  await expect(page.getByTestId("plane")).toBeInViewport({ ratio: 0.9 });
});
