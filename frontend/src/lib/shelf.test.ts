import { describe, expect, it, vi } from "vitest";
import { MAX_ITEMS, MAX_NOTE_LENGTH, readItems, Shelf, SHELF_KEY, type NewItem } from "./shelf";

const VASE: NewItem = { id: "met-1", kind: "artwork", link: "/artworks/met-1", title: "Vase" };
const FOUND: NewItem = {
  id: "abc.def",
  kind: "picture",
  link: "/map?works=met-1,met-2&x=1&y=2",
  title: "Between",
};

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

const AT = () => new Date("2026-05-01T10:00:00Z");

describe("the shelf", () => {
  it("keeps works and pictures over a reload, newest first", () => {
    const store = memory();
    const shelf = new Shelf(store, AT);
    shelf.keep(VASE);
    shelf.keep(FOUND);
    expect(new Shelf(store).items()).toEqual([
      { ...FOUND, note: "", added: "2026-05-01T10:00:00.000Z" },
      { ...VASE, note: "", added: "2026-05-01T10:00:00.000Z" },
    ]);
  });

  it("keeps nothing twice, and a note survives keeping it again", () => {
    const shelf = new Shelf(memory());
    shelf.keep(VASE);
    shelf.setNote("met-1", "the handles");
    expect(shelf.keep(VASE)).toBe(true);
    expect(shelf.items()).toHaveLength(1);
    expect(shelf.items()[0]?.note).toBe("the handles");
  });

  it("gives up what is taken away", () => {
    const shelf = new Shelf(memory());
    shelf.keep(VASE);
    shelf.remove("met-1");
    expect(shelf.has("met-1")).toBe(false);
  });

  it("does not undo what another window kept meanwhile", () => {
    const store = memory();
    const [here, there] = [new Shelf(store), new Shelf(store)];
    there.keep(FOUND);
    here.keep(VASE);
    expect(here.items().map((item) => item.id)).toEqual(["met-1", "abc.def"]);
    there.reread();
    expect(there.has("met-1")).toBe(true);
  });

  it("says so where the storage is full or forbidden, and still works for this visit", () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    };
    for (const shelf of [new Shelf(full), new Shelf(null)]) {
      shelf.keep(VASE);
      shelf.keep(FOUND);
      expect(shelf.isSafe()).toBe(false);
      expect(shelf.items()).toHaveLength(2);
    }
  });

  it("says when it is full", () => {
    const shelf = new Shelf(memory());
    for (let count = 0; count < MAX_ITEMS; count += 1) shelf.keep({ ...VASE, id: `met-${count}` });
    expect(shelf.keep(FOUND)).toBe(false);
    expect(shelf.items()).toHaveLength(MAX_ITEMS);
  });

  it("tells its listeners of each change, until they leave, and gives the same array between", () => {
    const shelf = new Shelf(memory());
    const listener = vi.fn<() => void>();
    const leave = shelf.subscribe(listener);
    shelf.keep(VASE);
    expect(shelf.items()).toBe(shelf.items());
    leave();
    shelf.remove("met-1");
    expect(listener).toHaveBeenCalledTimes(1);
  });
});

describe("what a storage or a file claims to be a shelf", () => {
  const sound = { ...VASE, note: "n", added: "2026-05-01T10:00:00.000Z" };

  it.each(["nonsense", "{}", "null", '[1,null,"a",{"id":"x"}]'])("is empty where it says %s", (said) => {
    const store = memory();
    store.setItem(SHELF_KEY, said);
    expect(new Shelf(store).items()).toEqual([]);
  });

  it.each([
    "https://elsewhere.org/",
    "//elsewhere.org",
    "/\\elsewhere.org",
    "/\t/elsewhere.org",
    "javascript:alert(1)",
    7,
  ])("may not lead to %s", (link) => {
    expect(readItems([{ ...sound, link }, sound])).toEqual([sound]);
  });

  it("keeps the first of two with one id, cuts endless notes, and mends a missing date", () => {
    const [item, ...more] = readItems([{ ...sound, note: "n".repeat(3000), added: "soon" }, sound]);
    expect(more).toEqual([]);
    expect(item?.note).toHaveLength(MAX_NOTE_LENGTH);
    expect(item?.added).toBe("1970-01-01T00:00:00.000Z");
  });
});
