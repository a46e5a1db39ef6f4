import { describe, expect, it } from "vitest";
import { NO_FACTS } from "@/lib/api/no-facts";
import type { Artwork } from "@/lib/api/types";
import type { ShelfItem } from "@/lib/shelf";
import { toCsv } from "./csv";
import type { Entry } from "./entry";
import { fromJson, toJson } from "./json";
import { rightsOf, toManifest, type Shown, type Words } from "./manifest";

const EWER: Artwork = {
  ...NO_FACTS,
  id: "artic-7",
  title: 'Ewer, called "The Swan"',
  artist: "=HYPERLINK()",
  culture: "Dutch",
  date: "c. 1650",
  date_begin: 1645,
  date_end: 1655,
  medium: "Silver",
  classification: "Vessel",
  museum: "Art Institute of Chicago",
  object_url: "https://www.artic.edu/artworks/7",
  image_url: "https://www.artic.edu/iiif/2/abc/full/843,/0/default.jpg",
  licence: 'CC0 / public domain (repository README: "…")',
};

const KEPT: ShelfItem = {
  id: "artic-7",
  kind: "artwork",
  link: "/artworks/artic-7",
  title: "Ewer",
  note: "The spout,\nand the handle",
  added: "2026-05-01T10:00:00.000Z",
};
const FOUND: ShelfItem = {
  id: "abc.def",
  kind: "picture",
  link: "/map?works=a,b&x=1&y=2",
  title: "Between two works",
  note: "",
  added: "2026-05-02T10:00:00.000Z",
};
const ENTRIES: Entry[] = [
  { item: KEPT, artwork: EWER },
  { item: FOUND, artwork: null },
];

describe("the shelf as JSON", () => {
  it("comes back as it was", () => {
    expect(fromJson(toJson([KEPT, FOUND], new Date()))).toEqual([KEPT, FOUND]);
  });

  it.each(["", "[]", "null", '{"format":"other","version":1,"items":[]}', '{"format":"gen-studio-shelf"}'])(
    "is not taken from %j",
    (text) => {
      expect(fromJson(text)).toBeNull();
    },
  );
});

describe("the shelf as a table", () => {
  const table = toCsv(ENTRIES, "https://studio.org");

  it("quotes what needs it, and keeps lines within a note", () => {
    expect(table.startsWith("\uFEFFid,kind,title,artist,")).toBe(true);
    expect(table).toContain('"Ewer, called ""The Swan"""');
    expect(table).toContain('"The spout,\nand the handle"');
    expect(table.split("\r\n")).toHaveLength(4);
  });

  it("hides formulas from the spreadsheet, and says which picture a model drew", () => {
    expect(table).toContain(",'=HYPERLINK(),");
    expect(table).toContain(
      'abc.def,generated picture,Between two works,,,,,,,,,,,,"https://studio.org/map?works=a,b&x=1&y=2"',
    );
  });
});

const SHOWN: Shown = {
  src: "https://www.artic.edu/iiif/2/abc/full/!600,600/0/default.jpg",
  width: 450,
  height: 600,
  generated: false,
};
const DRAWN: Shown = {
  src: "https://studio.org/api/gan/v1/images/abc.def.jpg",
  width: 256,
  height: 256,
  generated: true,
};
const WORDS: Words = {
  language: "en",
  shelf: "My shelf",
  facts: {
    artist: "Artist",
    date: "Date",
    culture: "Culture",
    medium: "Medium",
    museum: "Museum",
    recipe: "Recipe",
  },
  rights: "Rights",
  generated: "Drawn by a generator",
  objectPage: "At its museum",
};

describe("the shelf as a IIIF manifest", () => {
  const manifest = toManifest(
    [
      { item: KEPT, artwork: EWER, shown: SHOWN },
      { item: FOUND, artwork: null, shown: DRAWN },
    ],
    "https://studio.org/shelf/1",
    "https://studio.org",
    WORDS,
  );
  const [real, generated] = manifest.items;

  it("is what the specification asks for (Presentation API 3.0, sections 3 and 5)", () => {
    expect(manifest["@context"]).toBe("http://iiif.io/api/presentation/3/context.json");
    expect(manifest).toMatchObject({ type: "Manifest", label: { en: ["My shelf"] } });
    const ids = new Set<string>([manifest.id]);
    for (const canvas of manifest.items) {
      const [page] = canvas.items;
      const [painting] = page?.items ?? [];
      for (const thing of [canvas, page, painting]) ids.add(thing?.id ?? "");
      expect(canvas.type).toBe("Canvas");
      expect([canvas.width, canvas.height].every((side) => Number.isInteger(side) && side > 0)).toBe(true);
      expect(page?.type).toBe("AnnotationPage");
      expect(painting).toMatchObject({ type: "Annotation", motivation: "painting", target: canvas.id });
      expect(painting?.body).toMatchObject({ type: "Image", format: "image/jpeg" });
    }
    expect(ids.size).toBe(1 + 2 * 3);
    expect([...ids].every((id) => /^https:\/\/[^#]+$/.test(id))).toBe(true);
  });

  it("tells a work's facts, rights, note, page, and where to zoom", () => {
    expect(real).toMatchObject({
      label: { none: ['Ewer, called "The Swan"'] },
      summary: { none: [KEPT.note] },
      rights: "http://creativecommons.org/publicdomain/zero/1.0/",
      requiredStatement: { value: { none: ["Art Institute of Chicago. CC0 / public domain"] } },
      homepage: [{ id: EWER.object_url }, { id: "https://studio.org/artworks/artic-7" }],
    });
    expect(real?.items[0]?.items[0]?.body).toMatchObject({
      service: [{ "@id": "https://www.artic.edu/iiif/2/abc" }],
    });
  });

  it("never gives a drawing of the generator the rights, the credit or the zoom of a work", () => {
    expect(generated).not.toHaveProperty("rights");
    expect(generated?.requiredStatement).toEqual({
      label: { en: ["Rights"] },
      value: { none: ["Drawn by a generator"] },
    });
    const [stand] = toManifest(
      [{ item: KEPT, artwork: EWER, shown: DRAWN }],
      "https://s.org",
      "",
      WORDS,
    ).items;
    expect(stand).not.toHaveProperty("rights");
    expect(stand?.items[0]?.items[0]?.body).not.toHaveProperty("service");
  });

  it("names only rights that it knows", () => {
    expect(rightsOf("CC BY 4.0 (J. Paul Getty Trust)")).toBe("http://creativecommons.org/licenses/by/4.0/");
    expect(rightsOf("CC BY-SA 3.0")).toBe("http://creativecommons.org/licenses/by-sa/3.0/");
    expect(rightsOf("Public domain work; reproduction from elsewhere")).toBe(
      "http://creativecommons.org/publicdomain/mark/1.0/",
    );
    expect(rightsOf("Public domain in the US (published 1911)")).toBeNull();
    expect(rightsOf("All rights reserved")).toBeNull();
    expect(rightsOf(null)).toBeNull();
  });
});
