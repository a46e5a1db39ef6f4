import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, settled, someWorks, test } from "./studio";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface View {
  name: string;
  path: (works: readonly string[]) => string;
  ready: (page: Page) => Promise<void>;
}

const shown = (text: string | RegExp) => async (page: Page) => {
  await expect(page.getByText(text).first()).toBeVisible();
};

const VIEWS: View[] = [
  {
    name: "enter",
    path: (works) => `/?works=${works.slice(0, 3).join(",")}`,
    ready: shown("Generated, not an artwork"),
  },
  {
    name: "map",
    path: (works) => `/map?works=${works.join(",")}&x=400&y=500`,
    ready: async (page) => {
      await settled(page);
      await shown("% alike")(page);
    },
  },
  { name: "map of too few", path: () => "/map", ready: shown("A map needs two works") },
  {
    name: "artwork",
    path: (works) => `/artworks/${works[0] ?? ""}?works=${works[1] ?? ""}`,
    ready: shown("% alike"),
  },
  { name: "unknown artwork", path: () => "/artworks/no-such-work", ready: shown("This work can’t be shown") },
  {
    name: "search",
    path: () => "/search?classification=Painting&date_to=1900",
    ready: shown("Generated rendering"),
  },
  { name: "search without result", path: () => "/search?q=zzzzzz", ready: shown("No work fits") },
  {
    name: "analogies",
    path: (works) => `/artworks/${works[0] ?? ""}/analogies?by=medium`,
    ready: shown("% alike"),
  },
  {
    name: "connection",
    path: (works) => `/artworks/${works[0] ?? ""}/to/${works[1] ?? ""}`,
    ready: shown("the weakest step"),
  },
  {
    name: "walk",
    path: (works) => `/walk?works=${works.slice(0, 3).join(",")}`,
    ready: shown("Film the walk"),
  },
  {
    name: "blend",
    path: (works) =>
      `/blend?works=${works.slice(0, 3).join(",")}&mix=60.40.0_p0.0.-30_d.lightness.15&before=60.40.0&pieces=100.0.0*0.100.0`,
    ready: settled,
  },
  { name: "blend of nothing", path: () => "/blend", ready: shown("A blend needs a work") },
  { name: "shelf", path: () => "/shelf", ready: shown("Nothing is kept yet") },
  { name: "verify", path: () => "/verify", ready: shown("Check a picture") },
  { name: "about", path: () => "/about", ready: shown("Who is in it, and who is hardly") },
  { name: "no view", path: () => "/nowhere", ready: shown("There is nothing at this address") },
];

for (const view of VIEWS) {
  test(`${view.name}: fits 360 px, and axe finds nothing wrong`, async ({
    page,
    request,
    baseURL,
    foreign,
  }) => {
    const works = (await someWorks(request, 6)).map((work) => work.id);
    await page.setViewportSize({ width: 360, height: 800 });
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto(view.path(works));
    for (const [width, colorScheme] of [
      [360, "light"],
      [1440, "dark"],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await view.ready(page);
      const open = page.getByRole("button", { name: /^Filters/ });
      if (await open.isVisible()) await open.click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(tooWide, `pixels too wide at ${width}`).toBeLessThanOrEqual(0);
      // what is far below has the colours of the room before, until one comes near
      await page.evaluate(() => {
        for (const card of document.querySelectorAll<HTMLElement>("main li"))
          card.style.contentVisibility = "visible";
      });
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      expect(
        violations.map(
          ({ id, impact, nodes }) => `${id} (${impact ?? ""}): ${nodes.map((node) => node.html).join(" | ")}`,
        ),
      ).toEqual([]);
    }
    // nobody but the studio and the museums is asked for anything, and the museums for pictures alone
    expect(foreign.filter((url) => !url.startsWith("https://") || url.startsWith(baseURL ?? ""))).toEqual([]);
  });
}

test("the page is held to a strict policy", async ({ request }) => {
  const answer = await request.get("/");
  const policy = answer.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toContain("unsafe-inline");
});
