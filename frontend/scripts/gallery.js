// The README's gallery: every view at three widths, side by side, as docs/gallery/<view>.jpg. npm run gallery
// Where museums can't be reached, all that it shows are the generator's own renderings.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { withStudio } from "./studio.js";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const OUT = "../docs/gallery";
const SCREENS = [
  [1440, 960],
  [768, 960],
  [360, 960],
];
const SHOWN = 480; // pixels of height in the gallery
const MUSEUMS = /^https:/;
const only = process.argv.slice(2);

await withStudio(async (studio, views) => {
  const browser = await chromium.launch({
    ...(existsSync(CHROMIUM) ? { executablePath: CHROMIUM } : {}),
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  mkdirSync(OUT, { recursive: true });
  for (const [name, path] of Object.entries(views)) {
    if (only.length > 0 && !only.includes(name)) continue;
    const shots = [];
    for (const [width, height] of SCREENS) {
      const page = await browser.newPage({ viewport: { width, height }, reducedMotion: "reduce" });
      await page.route(MUSEUMS, (route) => route.abort());
      await page.goto(studio + path, { timeout: 120_000 });
      await page.waitForLoadState("networkidle", { timeout: 60_000 }).catch(() => undefined);
      shots.push(await page.screenshot());
      await page.close();
    }
    writeFileSync(`${OUT}/${name}.jpg`, await sideBySide(browser, shots));
    console.log(`${OUT}/${name}.jpg`);
  }
  await browser.close();
});

async function sideBySide(browser, shots) {
  const page = await browser.newPage({ viewport: { width: 1400, height: SHOWN + 48 } });
  const pictures = shots.map((shot) => `<img src="data:image/png;base64,${shot.toString("base64")}">`);
  await page.setContent(
    `<style>body{margin:0;background:#d9d9d6;display:flex;gap:24px;padding:24px;width:max-content}img{height:${SHOWN}px}</style>${pictures.join("")}`,
  );
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
  const picture = await page.locator("body").screenshot({ type: "jpeg", quality: 78 });
  await page.close();
  return picture;
}
