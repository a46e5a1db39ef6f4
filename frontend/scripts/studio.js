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

async function viewsOf(studio) {
  const [a, b, c] = (await (await fetch(`${studio}/api/search/v1/artworks?limit=3&shuffle=11`)).json()).items;
  const works = [a.id, b.id, c.id].join(",");
  return {
    enter: "/",
    map: `/map?works=${works}`,
    blend: `/blend?works=${works}`,
    walk: `/walk?works=${works}`,
    search: "/search",
    artwork: `/artworks/${a.id}`,
    analogies: `/artworks/${a.id}/analogies`,
    connection: `/artworks/${a.id}/to/${b.id}`,
    shelf: "/shelf",
    verify: "/verify",
    about: "/about",
  };
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
