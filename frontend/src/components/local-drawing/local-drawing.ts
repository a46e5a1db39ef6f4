// Whether this browser draws what moves: off, being fetched and tried, on, or refused; one for the page, until it is left.
import type { Drawer } from "./drawer";

export type State =
  | { readonly kind: "off" | "refused" }
  /** `bytes` are to be fetched, once that is known. */
  | { readonly kind: "trying"; readonly bytes: number | null }
  | { readonly kind: "on"; readonly drawer: Drawer };

type Open = (told: (bytes: number) => void, signal: AbortSignal) => Promise<Drawer | null>;

export class LocalDrawing {
  private now: State = { kind: "off" };
  private readonly listeners = new Set<() => void>();
  private trial = new AbortController();

  /**
   * `open` tells how many bytes it fetches, and ends when its signal says so; it gives null where this browser draws
   * otherwise than the service, and throws where anything else is amiss.
   */
  constructor(private readonly open: Open) {}

  readonly state = (): State => this.now;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Fetch and try; on only if what is drawn is what the service draws. */
  readonly start = async (): Promise<void> => {
    if (this.now.kind === "on" || this.now.kind === "trying") return;
    const trial = new AbortController();
    this.trial = trial;
    this.become({ kind: "trying", bytes: null });
    const told = (bytes: number) => {
      if (!trial.signal.aborted) this.become({ kind: "trying", bytes });
    };
    const drawer = await this.open(told, trial.signal).catch(() => null);
    // switched off meanwhile
    if (trial.signal.aborted) drawer?.close();
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
    this.trial.abort();
    if (this.now.kind === "on") this.now.drawer.close();
    this.become(next);
  }

  private become(next: State): void {
    this.now = next;
    for (const listener of this.listeners) listener();
  }
}
