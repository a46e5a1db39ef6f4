// Whether this browser draws what moves: off, being fetched and tried, on, or refused; one for the page, until it is left.
import type { Drawer } from "./drawer";

export type State =
  { readonly kind: "off" | "trying" | "refused" } | { readonly kind: "on"; readonly drawer: Drawer };

export class LocalDrawing {
  private now: State = { kind: "off" };
  private readonly listeners = new Set<() => void>();

  /** `open` gives null where this browser draws otherwise than the service, and throws where anything else is amiss. */
  constructor(private readonly open: () => Promise<Drawer | null>) {}

  readonly state = (): State => this.now;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Fetch and try; on only if what is drawn is what the service draws. */
  readonly start = async (): Promise<void> => {
    if (this.now.kind === "on" || this.now.kind === "trying") return;
    const trying: State = { kind: "trying" };
    this.become(trying);
    const drawer = await this.open().catch(() => null);
    // switched off meanwhile
    if (this.now !== trying) drawer?.close();
    else this.become(drawer === null ? { kind: "refused" } : { kind: "on", drawer });
  };

  readonly stop = (): void => {
    this.leave({ kind: "off" });
  };

  /** It drew before and can't any more: from here on the service does. */
  readonly broke = (): void => {
    this.leave({ kind: "refused" });
  };

  private leave(next: State): void {
    if (this.now.kind === "on") this.now.drawer.close();
    this.become(next);
  }

  private become(next: State): void {
    this.now = next;
    for (const listener of this.listeners) listener();
  }
}
