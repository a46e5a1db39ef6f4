import { expect, someWorks, test } from "./studio";

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

test("fingers look into a museum's picture, which asks its image service for the parts in view", async ({
  page,
  request,
}) => {
  const work = (await someWorks(request, 60)).find((one) => one.image_url?.includes("/iiif/2/"));
  if (work === undefined) throw new Error("the release has no work on an image service");
  const drawn = await (await request.get(`/api/gan/v1/artworks/${work.id}/rendering.jpg?size=256`)).body();
  const parts: string[] = [];
  await page.route(
    (url) => url.host === new URL(work.image_url ?? "").host,
    async (route) => {
      if (route.request().url().includes("/pct:")) parts.push(route.request().url());
      await route.fulfill({ contentType: "image/jpeg", body: drawn });
    },
  );
  await page.goto(`/artworks/${work.id}`);
  await page.getByRole("button", { name: "Look closer" }).tap();
  const view = page.getByRole("dialog").locator("[data-zoom]");
  await expect(view.getByRole("img")).toBeVisible();
  const touch = await page.context().newCDPSession(page);
  const fingers = (apart: number) => [
    { x: 180 - apart, y: 370, id: 1 },
    { x: 180 + apart, y: 370, id: 2 },
  ];
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: fingers(30) });
  for (const apart of [50, 80, 120, 150]) {
    await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: fingers(apart) });
  }
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await expect.poll(async () => Number(await view.getAttribute("data-zoom"))).toBeGreaterThan(3);
  await expect.poll(() => parts.length).toBeGreaterThan(0);
  await expect(page).toHaveURL(/closer=1.*view=|view=.*closer=1/);
  await page.getByRole("button", { name: "Whole picture" }).tap();
  await expect(view).toHaveAttribute("data-zoom", "1");
  await page.getByRole("button", { name: "Close", exact: true }).tap();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).not.toHaveURL(/closer/);
  await expect(page.getByRole("button", { name: "Look closer" })).toBeFocused();
});
