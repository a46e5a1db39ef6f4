// What a visitor keeps: works and generated pictures with notes, in this browser's own storage and nowhere else.

export interface ShelfItem {
  /** A work's id, or a picture's recipe: no two items have the same. */
  readonly id: string;
  readonly kind: "artwork" | "picture";
  /** The address within this site where it was found, which restores the view. */
  readonly link: string;
  readonly title: string;
  readonly note: string;
  /** When it was kept, ISO 8601 in UTC. */
  readonly added: string;
}

export type NewItem = Omit<ShelfItem, "note" | "added">;

export const MAX_ITEMS = 500;
export const MAX_NOTE_LENGTH = 2000;
const MAX_TEXT_LENGTH = 4000;
export const SHELF_KEY = "gen-studio.shelf";

type Store = Pick<Storage, "getItem" | "setItem">;

export class Shelf {
  private kept: readonly ShelfItem[];
  private safe = true;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly store: Store | null,
    private readonly now: () => Date = () => new Date(),
  ) {
    this.kept = this.stored();
  }

  /** The same array until something changes; newest first. */
  readonly items = (): readonly ShelfItem[] => this.kept;

  /** Whether the last change was written to the storage, so that it will be here after a reload. */
  readonly isSafe = (): boolean => this.safe;

  has(id: string): boolean {
    return this.kept.some((item) => item.id === id);
  }

  /** False where the shelf is full; keeping a thing twice changes nothing. */
  keep(item: NewItem): boolean {
    return this.has(item.id) || this.add([{ ...item, note: "", added: this.now().toISOString() }]) === 1;
  }

  remove(id: string): void {
    this.change((items) => items.filter((item) => item.id !== id));
  }

  setNote(id: string, note: string): void {
    const written = note.slice(0, MAX_NOTE_LENGTH);
    this.change((items) => items.map((item) => (item.id === id ? { ...item, note: written } : item)));
  }

  /** Adds those that are not here yet, as far as there is room; returns how many. */
  add(items: readonly ShelfItem[]): number {
    let added = 0;
    this.change((kept) => {
      const ids = new Set(kept.map((item) => item.id));
      const fresh = items.filter((item) => !ids.has(item.id)).slice(0, MAX_ITEMS - kept.length);
      added = fresh.length;
      return [...fresh, ...kept];
    });
    return added;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Another window changed the storage. */
  readonly reread = (): void => {
    this.kept = this.stored();
    this.tell();
  };

  private change(next: (items: readonly ShelfItem[]) => readonly ShelfItem[]): void {
    // another window may have written since; what could not be written is only here
    this.kept = next(this.safe ? this.stored() : this.kept);
    try {
      if (this.store === null) throw new Error("no storage");
      this.store.setItem(SHELF_KEY, JSON.stringify(this.kept));
      this.safe = true;
    } catch {
      this.safe = false;
    }
    this.tell();
  }

  private stored(): readonly ShelfItem[] {
    try {
      return readItems(JSON.parse(this.store?.getItem(SHELF_KEY) ?? "[]"));
    } catch {
      return [];
    }
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** The sound items of anything that claims to be a list of them, no id twice. */
export function readItems(said: unknown): readonly ShelfItem[] {
  if (!Array.isArray(said)) return [];
  const found = new Map<string, ShelfItem>();
  for (const one of said as unknown[]) {
    const item = readItem(one);
    if (item !== null && !found.has(item.id)) found.set(item.id, item);
  }
  return [...found.values()].slice(0, MAX_ITEMS);
}

function readItem(said: unknown): ShelfItem | null {
  if (typeof said !== "object" || said === null) return null;
  const { id, kind, link, title, note, added } = said as Record<string, unknown>;
  if (!isText(id) || id === "" || (kind !== "artwork" && kind !== "picture")) return null;
  // a path of this site alone: what is imported must not lead elsewhere
  if (!isText(link) || !/^\/(?!\/)[^\s\\]*$/.test(link) || !isText(title)) return null;
  const when = isText(added) && !Number.isNaN(Date.parse(added)) ? added : new Date(0).toISOString();
  return { id, kind, link, title, note: isText(note) ? note.slice(0, MAX_NOTE_LENGTH) : "", added: when };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length <= MAX_TEXT_LENGTH;
}
