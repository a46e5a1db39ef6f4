// The shelf as a JSON file, and back: what another browser needs to have the same shelf.
import { readItems, type ShelfItem } from "@/lib/shelf";

const FORMAT = "gen-studio-shelf";
const VERSION = 1;
/** 500 items with full notes have 3 MiB at most. */
export const MAX_FILE_BYTES = 4 * 2 ** 20;

export function toJson(items: readonly ShelfItem[], now: Date): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, exported: now.toISOString(), items }, null, 2)}\n`;
}

/** The sound items of a file; null where it is no such file. */
export function fromJson(text: string): readonly ShelfItem[] | null {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof said !== "object" || said === null) return null;
  const { format, version, items } = said as Record<string, unknown>;
  return format === FORMAT && version === VERSION && Array.isArray(items) ? readItems(items) : null;
}
