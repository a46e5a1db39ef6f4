// A kept thing with what is known of it, as every export takes it.
import type { Artwork } from "@/lib/api/types";
import type { ShelfItem } from "@/lib/shelf";

export interface Entry {
  readonly item: ShelfItem;
  /** null for a generated picture, and for a work that this collection no longer has. */
  readonly artwork: Artwork | null;
}
