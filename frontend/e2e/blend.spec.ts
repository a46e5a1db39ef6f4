import { downloaded, expect, picture, settled, someWorks, tabTo, test } from "./studio";

const STATE = "mix=70.30.0_o3_p0.0.-20_d.lightness.15_t90_v7.25";

test("a blend is weighed, moved, compared, gone back on, and its address restores it to the byte", async ({
  page,
  request,
}) => {
  const works = (await someWorks(request, 2)).map((work) => work.id);
  await page.goto(`/blend?works=${works.join(",")}`);
  await settled(page);
  const first = await picture(page).getAttribute("data-recipe");

  // a slider under the mouse: small pictures follow it, the large one comes at rest
  const sizes: string[] = [];
  await page.route(/\/images\//, async (route) => {
    sizes.push(/\.(\d+)\.[^.]+\.jpg/.exec(route.request().url())?.[1] ?? "");
    await route.continue();
  });
  const slider = page.getByRole("slider", { name: /^How much of/ }).first();
  const box = await slider.boundingBox();
  if (box === null) throw new Error("the slider is not there");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2, { steps: 10 });
  await expect(picture(page)).not.toHaveAttribute("data-recipe", first ?? "");
  await page.mouse.up();
  await settled(page);
  expect(sizes[0]).toBe("64");
  expect(sizes).toContain("256");
  await page.unroute(/\/images\//);

  // exact numbers, a direction, less like one of them
  await page
    .getByRole("spinbutton", { name: /^How much of/ })
    .first()
    .fill("75");
  await page.getByRole("spinbutton", { name: "Lightness" }).fill("1.5");
  await page
    .getByRole("button", { name: /^Less like/ })
    .last()
    .click();
  await expect(page).toHaveURL(/mix=75\.50_p0\.-10_d\.lightness\.15/);
  const changed = await downloaded(page);
  await page.reload();
  expect((await downloaded(page)).equals(changed)).toBe(true);

  // before and after, and a step back
  await page.getByRole("button", { name: "Compare with before" }).click();
  await expect(page.getByTestId("before")).toBeVisible();
  await expect(page).toHaveURL(/before=/);
  await page.getByRole("button", { name: "Stop comparing" }).click();
  await page.getByRole("link", { name: "Step 1", exact: true }).click();
  await expect(picture(page)).toHaveAttribute("data-recipe", first ?? "");
  await page.getByRole("button", { name: /^Mute/ }).last().click();
  await expect(page.getByRole("link", { name: /^Step \d+, from step 1$/ })).toBeVisible();
});

test("a blend goes by keyboard alone, and says when nothing is left of it", async ({ page, request }) => {
  const works = (await someWorks(request, 3)).map((work) => work.id);
  await page.goto(`/blend?works=${works.join(",")}&${STATE}`);
  await settled(page);
  const weight = page.getByRole("slider", { name: /^How much of/ }).first();
  await tabTo(page, weight);
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(/mix=69\.30\.0_o3_p0\.0\.-20_d\.lightness\.15_t90_v7\.25/);
  await page.keyboard.press("Home");
  const other = page.getByRole("slider", { name: /^How much of/ }).nth(1);
  await tabTo(page, other);
  await page.keyboard.press("Home");
  await expect(page.getByRole("alert")).toContainText("No work weighs anything");
  await page.keyboard.press("End");
  await settled(page);
  await tabTo(page, page.getByRole("button", { name: "Put all changes back" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/mix=0\.100\.0_o3(&|$)/);
  await tabTo(page, page.getByText("Add a work"));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: /^Add / }).first());
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A blend of 4 works");
});

test("several blends hang on one canvas, melt into each other, and are kept as a signed file", async ({
  page,
  request,
}) => {
  const works = (await someWorks(request, 2)).map((work) => work.id);
  await page.goto(`/blend?works=${works.join(",")}`);
  await page.getByRole("button", { name: "Hang each work alone" }).click();
  await page.getByRole("slider", { name: "Blends in between" }).fill("1");
  const canvas = page.getByTestId("canvas");
  await expect(canvas).toHaveAttribute("data-settled", "true");
  // three pictures, each half over the next
  await expect(canvas).toHaveJSProperty("naturalWidth", 512);
  await page.getByRole("button", { name: "Strip" }).click();
  await expect(canvas).toHaveJSProperty("naturalWidth", 768);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download the canvas" }).click(),
  ]);
  const { readFile } = await import("node:fs/promises");
  const file = {
    name: "canvas.jpg",
    mimeType: "image/jpeg",
    buffer: await readFile(await download.path()),
  };
  const found = (await (await request.post("/api/gan/v1/verify", { multipart: { image: file } })).json()) as {
    signature: { intact: boolean; ours: boolean };
    watermark: { found: boolean };
  };
  expect(found).toMatchObject({ signature: { intact: true, ours: true }, watermark: { found: true } });
  await page.reload();
  await expect(page.getByRole("list", { name: "Blends on the canvas" }).getByRole("listitem")).toHaveCount(2);
});

test("what can’t be hung on the canvas says why, and is hung when it is asked for again", async ({
  page,
  request,
}) => {
  const works = (await someWorks(request, 2)).map((work) => work.id);
  await page.route(/\/blends$/, (route) => {
    const { parts } = route.request().postDataJSON() as { parts: unknown[] };
    if (parts.length > 1) return route.continue();
    return route.fulfill({
      status: 404,
      headers: { "Content-Type": "application/problem+json" },
      body: JSON.stringify({ title: "Not here", status: 404, detail: "This work is gone." }),
    });
  });
  await page.goto(`/blend?works=${works.join(",")}&mix=60.40&pieces=100.0*0.100`);
  const canvas = page.getByRole("region", { name: "On one canvas" });
  await expect(canvas.getByRole("alert")).toContainText("This work is gone.");
  await page.unroute(/\/blends$/);
  await canvas.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByTestId("canvas")).toHaveAttribute("data-settled", "true");
  await expect(canvas.getByRole("alert")).toHaveCount(0);
});

test("a large picture that was left behind is aborted, and a busy service is asked again", async ({
  page,
  request,
}) => {
  const works = (await someWorks(request, 2)).map((work) => work.id);
  await page.goto(`/blend?works=${works.join(",")}`);
  await settled(page);
  let held = true;
  await page.route(/\.256\..*\.jpg$/, async (route) => {
    if (held) await new Promise((resolve) => setTimeout(resolve, 4000));
    await route.continue().catch(() => undefined);
  });
  const aborted = page.waitForEvent("requestfailed", (one) => one.url().includes(".256."));
  const weight = page.getByRole("slider", { name: /^How much of/ }).first();
  await weight.fill("80");
  await page.waitForRequest((one) => one.url().includes(".256."));
  await weight.fill("20");
  expect((await aborted).failure()?.errorText).toContain("ABORTED");
  held = false;
  await settled(page);
  let refused = 0;
  await page.route(/\/blends$/, async (route) => {
    if (refused > 0) return route.continue();
    refused += 1;
    return route.fulfill({
      status: 429,
      headers: { "Content-Type": "application/problem+json", "Retry-After": "1" },
      body: JSON.stringify({ title: "Too busy", status: 429, detail: "Come back in 1 s." }),
    });
  });
  await weight.fill("33");
  await expect.poll(() => refused).toBe(1);
  await settled(page);
  await expect(page.getByRole("alert")).toHaveCount(0);
});
