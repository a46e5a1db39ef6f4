// The visitor's shelf for a component: redrawn when it changes, in this window or in another one.
import { useSyncExternalStore } from "react";
import { Shelf, SHELF_KEY, type ShelfItem } from "./shelf";

/** The one shelf of this window. */
export const shelf = new Shelf(localStore());

export interface ShelfState {
  readonly items: readonly ShelfItem[];
  /** Whether what is kept will be here after a reload. */
  readonly safe: boolean;
}

export function useShelf(): ShelfState {
  return {
    items: useSyncExternalStore(subscribe, shelf.items),
    safe: useSyncExternalStore(subscribe, shelf.isSafe),
  };
}

/** Whether this work or picture is kept: redrawn only when that changes. */
export function useIsKept(id: string): boolean {
  return useSyncExternalStore(subscribe, () => shelf.has(id));
}

function subscribe(listener: () => void): () => void {
  const leave = shelf.subscribe(listener);
  const elsewhere = (event: StorageEvent) => {
    if (event.key === SHELF_KEY || event.key === null) shelf.reread();
  };
  window.addEventListener("storage", elsewhere);
  return () => {
    window.removeEventListener("storage", elsewhere);
    leave();
  };
}

function localStore(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
