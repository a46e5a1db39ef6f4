import type { Page } from "@playwright/test";
import { expect, onScreen, settled, someWorks, tabTo, test } from "./studio";

const terrain = (page: Page) => page.getByTestId("terrain");

async function whole(page: Page) {
  await expect(terrain(page)).toHaveAttribute("data-whole", "true", { timeout: 60_000 });
}

/** How many colours the terrain shows along its middle: an empty canvas shows one. */
function colours(page: Page): Promise<number> {
  return terrain(page).evaluate((canvas: HTMLCanvasElement) => {
    const row = canvas.getContext("2d")?.getImageData(0, canvas.height / 2, canvas.width, 1).data ?? [];
    const seen = new Set<string>();
    for (let at = 0; at < row.length; at += 4) seen.add(`${row[at]},${row[at + 1]},${row[at + 2]}`);
    return seen.size;
  });
}

test("pictures lie under the landmarks, nearer by wheel and keys, and the address restores what is seen", async ({
  page,
  request,
}) => {
  const works = (await someWorks(request, 3)).map((work) => work.id);
  await page.goto(`/map?works=${works.join(",")}`);
  await settled(page);
  await whole(page);
  expect(await colours(page)).toBeGreaterThan(50);

  const at = await onScreen(page, { x: 400, y: 500 });
  await page.mouse.move(at.x, at.y);
  await page.mouse.wheel(0, -300);
  await expect(page).toHaveURL(/view=\d+\.\d+\.\d+/);
  await whole(page);
  const point = page.getByRole("slider", { name: /^Point between/ });
  await tabTo(page, point);
  const before = new URL(page.url()).searchParams.get("view");
  await page.keyboard.press("+");
  await expect(page).not.toHaveURL(new RegExp(`view=${before ?? ""}`));
  await page.keyboard.press("ArrowLeft");
  const moved = /[?&]x=(50\d|51[01])(&|$)/;
  await expect(page).toHaveURL(moved);
  // what is seen goes into the address a moment after the point
  await page.waitForTimeout(500);
  await expect(page).toHaveURL(moved);
  await settled(page);
  const place = await point.getAttribute("style");
  await page.reload();
  await settled(page);
  await expect(point).toHaveAttribute("style", place ?? "");
  await page.getByRole("button", { name: "Whole map" }).click();
  await expect(page).not.toHaveURL(/view=/);
});

test("a landmark is moved by the mouse and by its list, the point is locked, and the terrain taken away", async ({
  page,
  request,
}) => {
  const works = (await someWorks(request, 3)).map((work) => work.id);
  await page.goto(`/map?works=${works.join(",")}&terrain=off`);
  await settled(page);
  await expect(terrain(page)).toHaveCount(0);
  await page
    .getByRole("button", { name: /^Move .* to where the point is$/ })
    .first()
    .click();
  await expect(page).toHaveURL(/at=512\.512_/);
  await settled(page);
  await expect(page.getByRole("slider", { name: /^Point between/ })).toHaveAttribute(
    "aria-valuetext",
    /100%/,
  );

  await page.getByRole("button", { name: "Move landmarks" }).click();
  const from = await onScreen(page, { x: 512, y: 512 });
  const to = await onScreen(page, { x: 300, y: 700 });
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/at=(29\d|30\d)\.(69\d|70\d)_/);
  await page.getByRole("button", { name: "Move landmarks" }).click();

  await page.getByRole("button", { name: "Lock the point" }).click();
  await expect(page).toHaveURL(/lock=1/);
  await page.mouse.click(to.x + 60, to.y - 60);
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/x=512&y=512/);
  await page.getByRole("button", { name: "Keep on the shelf" }).click();
  await expect(page.getByRole("button", { name: "On the shelf" })).toHaveAttribute("aria-pressed", "true");
});

test("two fingers go nearer and leave the point where it was", async ({ page, request }) => {
  const works = (await someWorks(request, 2)).map((work) => work.id);
  await page.goto(`/map?works=${works.join(",")}&terrain=off`);
  await settled(page);
  const touch = await page.context().newCDPSession(page);
  const spot = (x: number, y: number) => onScreen(page, { x, y });
  const fingers = async (apart: number) => [
    { ...(await spot(512 - apart, 600)), id: 0 },
    { ...(await spot(512 + apart, 600)), id: 1 },
  ];
  const [first] = await fingers(60);
  if (first === undefined) throw new Error("no finger");
  const send = (
    type: "touchStart" | "touchMove" | "touchEnd",
    touchPoints: { x: number; y: number; id: number }[],
  ) => touch.send("Input.dispatchTouchEvent", { type, touchPoints });
  await send("touchStart", [first]);
  await send("touchStart", await fingers(60));
  await send("touchMove", await fingers(120));
  await send("touchMove", await fingers(240));
  await send("touchEnd", []);
  await expect(page).toHaveURL(/view=[12]\d\d\./);
  await settled(page, { x: 512, y: 512 });
});
