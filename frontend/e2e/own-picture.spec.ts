import { expect, givePicture, test } from "./studio";

const OWN = "Your picture";

test("a picture of one's own is drawn by the generator, stands on a map, and is blended like a work", async ({
  page,
  request,
}) => {
  test.setTimeout(240_000);
  await page.goto("/search");
  await givePicture(page, request, "Picture to search with");
  await page.getByRole("button", { name: "Let the generator draw it" }).click();
  await expect(page.getByRole("progressbar", { name: "How far the search is" })).toBeVisible();
  await expect(page.getByRole("img", { name: "Your picture as the generator draws it" })).toBeVisible({
    timeout: 60_000,
  });
  await page.getByRole("button", { name: "Choose it for a map or a blend" }).click({ timeout: 180_000 });
  await expect(page).toHaveURL(/works=[0-9a-f]{12}\.1000\.256\./);
  await page
    .getByRole("list", { name: "Works most like your picture" })
    .getByRole("button", { name: /^Choose: / })
    .first()
    .click();

  const tray = page.getByRole("complementary", { name: /chosen/i });
  await tray.getByRole("link", { name: "Open the map" }).click();
  const landmarks = page.getByRole("region", { name: "Landmarks" });
  await expect(landmarks.getByRole("listitem")).toHaveCount(2);
  await expect(landmarks.getByText(OWN, { exact: true })).toBeVisible();
  await expect(landmarks.getByRole("link")).toHaveCount(1); // only the work has a page
  await page.getByRole("button", { name: `Go to ${OWN}` }).click();
  await expect(page.getByTestId("picture")).toHaveAttribute("data-settled", "true");

  const onMap = page.url();
  await page.reload();
  await expect(page).toHaveURL(onMap);
  await expect(landmarks.getByText(OWN, { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Blend these" }).click();
  await expect(page.getByText(OWN, { exact: true }).first()).toBeVisible();
  await expect(page.getByTestId("picture")).toHaveAttribute("data-settled", "true");
});
