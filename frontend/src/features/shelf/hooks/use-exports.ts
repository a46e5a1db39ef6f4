// Makes the shelf's files: the facts of its works are looked up, its pictures measured where the file needs that.
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { artworkQuery } from "@/lib/api/get-artwork";
import { imageUrl, renderingUrl } from "@/lib/api/pictures";
import { asProblem } from "@/lib/api/problem";
import { useMessages } from "@/lib/i18n/catalogue";
import { pageLanguage } from "@/lib/i18n/languages";
import { largePicture } from "@/lib/large-picture";
import { saveFile } from "@/lib/save-file";
import type { ShelfItem } from "@/lib/shelf";
import { toCsv } from "../export/csv";
import type { Entry } from "../export/entry";
import { toJson } from "../export/json";
import { toManifest, type Shown } from "../export/manifest";
import { measured } from "../measured";
import { shelfMessages } from "../messages";

export type Kind = "json" | "csv" | "manifest";

/** So many works are looked up at a time. */
const AT_ONCE = 6;
const JSON_FILE = "application/json";

export interface Exports {
  /** What was done last, or what is being done. */
  readonly said: string | null;
  readonly setSaid: (said: string) => void;
  readonly busy: boolean;
  readonly save: (kind: Kind) => Promise<void>;
}

export function useExports(items: readonly ShelfItem[]): Exports {
  const t = useMessages(shelfMessages);
  const client = useQueryClient();
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const tell = (done: number) => {
    setSaid(t.preparing(done, items.length));
  };
  const make = async (kind: Kind, name: string): Promise<string> => {
    const now = new Date();
    const { origin } = window.location;
    if (kind === "json") {
      saveFile(name, new Blob([toJson(items, now)], { type: JSON_FILE }));
      return t.saved(name);
    }
    if (kind === "csv") {
      const entries = await inOrder(items, (item) => entryOf(item, client), tell);
      saveFile(name, new Blob([toCsv(entries, origin)], { type: "text/csv" }));
      return t.saved(name);
    }
    const shown = await inOrder(
      items,
      async (item) => {
        const entry = await entryOf(item, client);
        return { ...entry, shown: await shownOf(entry, origin) };
      },
      tell,
    );
    const base = `${origin}/shelf/${now.getTime().toString(36)}`;
    const words = { ...t.manifest, facts: t.manifest, language: pageLanguage() };
    const manifest = toManifest(shown, base, origin, words);
    saveFile(name, new Blob([JSON.stringify(manifest, null, 2)], { type: JSON_FILE }));
    const standIns = shown.filter((entry) => entry.artwork !== null && entry.shown.generated).length;
    return standIns === 0 ? t.saved(name) : `${t.saved(name)} ${t.standIns(standIns)}`;
  };
  return {
    said,
    setSaid,
    busy,
    save: async (kind) => {
      setBusy(true);
      try {
        setSaid(await make(kind, NAMES[kind]));
      } catch (failure) {
        setSaid(asProblem(failure).detail);
      } finally {
        setBusy(false);
      }
    },
  };
}

const NAMES: Record<Kind, string> = {
  json: "gen-studio-shelf.json",
  csv: "gen-studio-shelf.csv",
  manifest: "gen-studio-shelf-manifest.json",
};

async function entryOf(item: ShelfItem, client: QueryClient): Promise<Entry> {
  if (item.kind === "picture") return { item, artwork: null };
  try {
    return { item, artwork: await client.query({ ...artworkQuery(item.id), staleTime: "static" }) };
  } catch (failure) {
    // a work that the collection no longer has is still on the shelf
    if (asProblem(failure).status === 404) return { item, artwork: null };
    throw failure;
  }
}

/** The museum's picture where it can be reached from here, else the generator's. */
async function shownOf({ item, artwork }: Entry, origin: string): Promise<Shown> {
  const url = artwork?.image_url ?? null;
  if (url?.startsWith("https://") === true) {
    const src = largePicture(url);
    const size = await measured(src);
    if (size !== null) return { src, ...size, generated: false };
  }
  const drawn = origin + (item.kind === "picture" ? imageUrl(item.id) : renderingUrl(item.id, 256));
  return { src: drawn, ...((await measured(drawn)) ?? { width: 256, height: 256 }), generated: true };
}

/** The results in the items' order, some of them worked on at a time. */
async function inOrder<T>(
  items: readonly ShelfItem[],
  work: (item: ShelfItem) => Promise<T>,
  tell: (done: number) => void,
): Promise<T[]> {
  const results: T[] = [];
  const waiting = items.entries();
  const take = async () => {
    for (const [place, item] of waiting) {
      results[place] = await work(item);
      tell(Object.keys(results).length);
    }
  };
  tell(0);
  await Promise.all(Array.from({ length: AT_ONCE }, take));
  return results;
}
