// first.js, run before the page: which language and room an address and a visitor's choices give.
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { describe, expect, it, vi } from "vitest";
import { RESTING } from "@/components/use-live-picture";
import { drawBlend } from "@/features/blend/api/get-blend";
import { plainMix } from "@/features/blend/mix";
import { getMapPoint } from "@/features/map/api/get-map-point";
import { CENTRE } from "@/features/map/plane";
import { connectionQuery } from "@/features/connection/api/get-connection";
import { drawStep } from "@/features/walk/api/draw-step";
import { getArtwork } from "@/lib/api/get-artwork";
import { renderingUrl } from "@/lib/api/pictures";
import { ANY } from "@/lib/url/groups";
import { mapQuery } from "@/lib/api/get-map";
import { LANGUAGES } from "@/lib/i18n/languages";

const SCRIPT = readFileSync("first.js", "utf8");

interface Visit {
  address: string;
  speaks?: readonly string[];
  chose?: Readonly<Record<string, string>>;
  /** What the build lists. */
  list?: {
    readonly views: readonly { path: string; files: readonly string[] }[];
    readonly words: Readonly<Record<string, readonly string[]>>;
  };
}

type Query = (asked: { signal: AbortSignal }) => Promise<unknown>;

function visited({ address, speaks = ["en-US"], chose = {}, list = { views: [], words: {} } }: Visit) {
  const asked: { href: string }[] = [];
  const sent: [path: string, body: string][] = [];
  const fetch = (path: string, { body = "" }: { body?: string } = {}) => {
    sent.push([path, body]);
    return Promise.resolve(Response.json({ id: "AdRK", recipe: "a.1000.256.b" }));
  };
  const documentElement = { lang: "", dir: "", dataset: {} as Record<string, string> };
  const { pathname, search, hash } = new URL(address, "http://studio");
  let shown = address;
  const page: Record<string, unknown> & { asked?: object } = {
    document: {
      documentElement,
      getElementById: () => ({ textContent: JSON.stringify(list) }),
      createElement: () => ({}),
      head: { append: (link: { href: string }) => asked.push(link) },
    },
    localStorage: { getItem: (name: string) => chose[name] ?? null },
    location: { pathname, search, hash },
    navigator: { languages: speaks },
    history: { state: null, replaceState: (_state: unknown, _title: string, to: string) => (shown = to) },
    URLSearchParams,
    fetch,
  };
  runInNewContext(SCRIPT, page);
  return {
    ...documentElement,
    address: shown,
    asked: asked.map(({ href }) => href),
    sent,
    fetch,
    ahead: page.asked ?? {},
  };
}

describe("the language of a page", () => {
  it("is the address’s own, whatever the browser speaks", () => {
    const { lang, address } = visited({ address: "/nl/map?works=a,b#x", speaks: ["fr"] });
    expect([lang, address]).toEqual(["nl", "/nl/map?works=a,b#x"]);
  });

  it("is the browser’s where the address names none, and then stands in the address", () => {
    const { lang, address } = visited({ address: "/map?works=a,b", speaks: ["de", "fr-CA", "en"] });
    expect([lang, address]).toEqual(["fr", "/fr/map?works=a,b"]);
  });

  it("is what the visitor chose rather than what the browser speaks", () => {
    const chose = { "gen-studio.language": "en" };
    expect(visited({ address: "/", speaks: ["fr"], chose })).toMatchObject({ lang: "en", address: "/" });
  });

  it("is English without a prefix, also where the address names it", () => {
    expect(visited({ address: "/en/about", speaks: ["fr"] })).toMatchObject({
      lang: "en",
      address: "/about",
    });
    expect(visited({ address: "/en", speaks: ["de"] })).toMatchObject({ lang: "en", address: "/" });
  });

  it("is English where the browser speaks none of ours, and no other path is taken for a language", () => {
    const { lang, address } = visited({ address: "/artworks/fr", speaks: ["ja"] });
    expect([lang, address]).toEqual(["en", "/artworks/fr"]);
  });

  it("goes in its own direction, each of them", () => {
    for (const [name, { direction }] of Object.entries(LANGUAGES)) {
      expect(visited({ address: `/${name}` })).toMatchObject({ lang: name, dir: direction });
    }
  });
});

describe("the room of a page", () => {
  it("is the one that was chosen, and else the device’s", () => {
    expect(visited({ address: "/", chose: { "gen-studio.room": "dark" } }).dataset).toEqual({ room: "dark" });
    expect(visited({ address: "/" }).dataset).toEqual({});
    expect(visited({ address: "/", chose: { "gen-studio.room": "blue" } }).dataset).toEqual({});
  });
});

describe("the files that a page needs", () => {
  const list = {
    views: [
      { path: "", files: [] },
      { path: "artworks/:id", files: ["artwork.js", "artwork.css"] },
      { path: "artworks/:id/to", files: ["to.js"] },
    ],
    words: { en: ["en.js"], fr: ["fr.js"] },
  };

  it("are those of the view that the address opens, with the words of its language", () => {
    expect(visited({ address: "/", list }).asked).toEqual(["/en.js"]);
    const files = ["/artwork.js", "/artwork.css", "/fr.js", renderingUrl("met-1.b", RESTING)];
    expect(visited({ address: "/fr/artworks/met-1.b", list }).asked).toEqual(files);
    expect(visited({ address: "/nl/artworks/met-1/to/", list }).asked).toEqual(["/to.js"]);
  });

  it("are none where no view is", () => {
    expect(visited({ address: "/nowhere", list }).asked).toEqual([]);
  });
});

describe("the picture that a page waits for", () => {
  it("is asked for at once, in the very words of the page", async () => {
    const works = ["met-1", "met-2.b"];
    const map = visited({ address: "/fr/map?works=met-1,met-2.b" });
    const blend = visited({ address: "/blend?works=met-1,met-2.b" });
    const walk = visited({ address: "/walk?works=met-1,met-2.b" });
    await vi.waitFor(() => {
      expect([map, blend, walk].map(({ sent }) => sent.length)).toEqual([2, 2, 2]);
    });
    const page = visited({ address: "/" });
    vi.stubGlobal("fetch", page.fetch);
    const { signal } = new AbortController();
    const layout = mapQuery(works, [null, null]).queryFn as (asked: {
      signal: AbortSignal;
    }) => Promise<unknown>;
    await layout({ signal }).catch(() => undefined);
    await getMapPoint("AdRK", { ...CENTRE, size: RESTING }, "session", signal);
    expect(map.sent).toEqual(page.sent.splice(0));
    const mix = plainMix(works.length);
    await drawBlend({ key: "", asked: { works, mix }, size: RESTING }, "session", signal);
    expect(blend.sent).toEqual(page.sent.splice(0));
    const [from, to] = [{ artwork: "met-1" }, { artwork: "met-2.b" }];
    await drawStep({ key: "", asked: { from, to, share: 0 }, size: RESTING }, "session", signal);
    expect(walk.sent).toEqual(page.sent.splice(0));
    expect(Object.keys(map.ahead)).toEqual(
      map.sent.map(([path, body]) => `${body === "" ? "GET" : "POST"} ${path} ${body}`),
    );
  });

  it("is left to the page where more was done than to choose works", () => {
    for (const address of [
      "/map?works=met-1",
      "/map?works=met-1,met-1",
      "/map?works=met-1,met-2&x=3&y=4",
      "/blend",
      "/blend?works=met-1&mix=50",
      "/walk?works=met-1",
      "/walk?works=met-1,met-2&at=3",
      "/search?works=met-1,met-2",
      "/artworks/met-1?works=met-2",
      "/artworks/met-1/analogies",
    ]) {
      expect(visited({ address }).sent).toEqual([]);
    }
  });

  it("and so are the facts of a work, its rendering, and the chain between two", async () => {
    const { signal } = new AbortController();
    const page = visited({ address: "/" });
    vi.stubGlobal("fetch", page.fetch);
    await getArtwork("met-1", signal);
    const seen = visited({ address: "/artworks/met-1" });
    expect(seen.sent).toEqual(page.sent);
    expect(seen.asked).toEqual([renderingUrl("met-1", RESTING)]);
    await getArtwork("met-2.b", signal);
    const chain = connectionQuery("met-1", "met-2.b", ANY).queryFn as Query;
    await chain({ signal });
    expect(visited({ address: "/nl/artworks/met-1/to/met-2.b" }).sent).toEqual(page.sent);
  });
});
