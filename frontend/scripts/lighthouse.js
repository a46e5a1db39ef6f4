// Lighthouse on every view: starts the studio on a free port, or takes STUDIO_URL; prints a Markdown table. npm run lighthouse
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { withStudio } from "./studio.js";

// fetched when it is asked for: the tests don't need it
const LIGHTHOUSE = "lighthouse@13.5.0";
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FLAGS =
  "--headless=new --no-sandbox --disable-background-networking --disable-component-update --disable-sync";
const only = process.argv.slice(2);

await withStudio(async (studio, views) => {
  console.log(
    "| view | performance | accessibility | best practices | first paint, s | interactive, s | blocked, ms |",
  );
  console.log("|---|---|---|---|---|---|---|");
  for (const [name, path] of Object.entries(views)) {
    if (only.length === 0 || only.includes(name)) console.log(row(name, await seen(studio + path)));
  }
});

// now and then Chromium's trace lacks its beginning, and Lighthouse says to run it again
async function seen(url) {
  try {
    return await measured(url);
  } catch (error) {
    console.error(`again: ${error.stderr ?? error}`);
    return await measured(url);
  }
}

async function measured(url) {
  const report = join(mkdtempSync(join(tmpdir(), "lighthouse-")), "report.json");
  await promisify(execFile)(
    "npx",
    ["--yes", LIGHTHOUSE, url, "--quiet", "--output=json", `--output-path=${report}`]
      .concat("--only-categories=performance,accessibility,best-practices", `--chrome-flags=${FLAGS}`)
      .concat((process.env.LIGHTHOUSE_OPTIONS ?? "").split(" ").filter((option) => option !== "")),
    {
      env: { ...process.env, ...(existsSync(CHROMIUM) ? { CHROME_PATH: CHROMIUM } : {}) },
      maxBuffer: 2 ** 26,
    },
  );
  return JSON.parse(readFileSync(report, "utf8"));
}

function row(name, { categories, audits }) {
  const score = (category) => Math.round(categories[category].score * 100);
  const seconds = (audit) => (audits[audit].numericValue / 1000).toFixed(1);
  for (const { auditRefs } of Object.values(categories)) {
    for (const { id, weight } of auditRefs) {
      const { score: got, title } = audits[id];
      if (weight > 0 && got !== null && got < 0.9) console.error(`${name}: ${id} ${got} (${title})`);
    }
  }
  return `| ${name} | ${score("performance")} | ${score("accessibility")} | ${score("best-practices")} | ${seconds("first-contentful-paint")} | ${seconds("interactive")} | ${Math.round(audits["total-blocking-time"].numericValue)} |`;
}
