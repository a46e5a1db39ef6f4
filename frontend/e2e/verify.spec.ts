import { expect, someWorks, test } from "./studio";

test("a picture of ours is told, with its works and drawn again; a stranger's is not called real", async ({
  page,
  request,
}) => {
  const works = await someWorks(request, 2);
  const parts = works.map((work, place) => ({ artwork: work.id, weight: place === 0 ? 0.75 : 0.25 }));
  const blend = (await (await request.post("/api/gan/v1/blends", { data: { parts } })).json()) as {
    image: string;
  };
  const named = parts.map(({ artwork, weight }) => `${artwork}:${weight}`).join(",");
  const file = await (await request.get(`${blend.image}?download=1&parts=${named}`)).body();
  await page.goto("/verify");
  const field = page.getByLabel("Picture to check");
  await field.setInputFiles({ name: "found.jpg", mimeType: "image/jpeg", buffer: file });
  await expect(page.getByRole("heading", { name: "Yes. Gen Studio drew this picture." })).toBeVisible();
  await expect(page.getByText("Whole, and signed by this studio.")).toBeVisible();
  await expect(page.getByText("every pixel is the same")).toBeVisible();
  await expect(page.getByRole("img", { name: "The recipe, drawn again" })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "75%" })).toContainText(works[0]?.title ?? "");

  // lines drawn by the page: no marks, and that proves nothing
  const bare = await page.evaluate(() => {
    const paper = document.createElement("canvas");
    paper.width = paper.height = 64;
    const pen = paper.getContext("2d");
    for (let line = 0; line < 64; line += 4) pen?.fillRect(line, line / 2, 2, 40);
    return paper.toDataURL("image/png").split(",")[1] ?? "";
  });
  await field.setInputFiles({ name: "mine.png", mimeType: "image/png", buffer: Buffer.from(bare, "base64") });
  await expect(page.getByRole("heading", { name: "No mark of a model was found." })).toBeVisible();
  await expect(page.getByText("That proves nothing")).toBeVisible();

  await field.setInputFiles({ name: "text.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") });
  await expect(page.getByRole("alert")).toBeVisible();
});
