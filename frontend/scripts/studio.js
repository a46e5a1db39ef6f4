// A running studio and the addresses of its views, for scripts: STUDIO_URL, or one started on a free port.
import { spawn } from "node:child_process";
import { createServer } from "node:net";

export async function withStudio(use) {
  const port = await freePort();
  const studio = process.env.STUDIO_URL ?? `http://127.0.0.1:${port}`;
  const server = process.env.STUDIO_URL === undefined ? start(port) : null;
  try {
    await ready(studio);
    await use(studio, await viewsOf(studio));
  } finally {
    server?.kill("SIGTERM");
  }
}

// Irises, Wheat Field with Cypresses, an armet
const OF_THE_STARTER = ["metmuseum-436528", "metmuseum-436535", "met-26455"];

async function viewsOf(studio) {
  const [a, b, c] = await worksOf(studio);
  const works = [a, b, c].join(",");
  return {
    enter: "/",
    map: `/map?works=${works}`,
    blend: `/blend?works=${works}`,
    walk: `/walk?works=${works}`,
    search: "/search",
    artwork: `/artworks/${a}`,
    analogies: `/artworks/${a}/analogies`,
    connection: `/artworks/${a}/to/${b}`,
    shelf: "/shelf",
    verify: "/verify",
    about: "/about",
  };
}

async function worksOf(studio) {
  const artworks = `${studio}/api/search/v1/artworks`;
  const there = await Promise.all(OF_THE_STARTER.map((id) => fetch(`${artworks}/${id}`)));
  if (there.every(({ ok }) => ok)) return OF_THE_STARTER;
  const page = await (await fetch(`${artworks}?limit=3&shuffle=11`)).json(); // another release has others
  return page.items.map(({ id }) => id);
}

function start(at) {
  return spawn(process.env.GEN_STUDIO ?? "../.venv/bin/gen-studio", ["up", "--port", String(at)], {
    stdio: "ignore",
  });
}

async function ready(studio) {
  for (let tries = 0; tries < 240; tries += 1) {
    if (
      await fetch(`${studio}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`No studio answers at ${studio}; see that "gen-studio up" starts.`);
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port: free } = probe.address();
      probe.close(() => resolve(free));
    });
  });
}
