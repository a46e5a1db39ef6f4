// Which museums' hosts are out of reach, remembered for the session: so that 24 cards don't each wait for the same one.

/** One picture may be lost at its museum; from this many on, with none that came, it is the host. */
const LOST_PICTURES = 2;
/** How long a picture may take before its host counts as out of reach, in milliseconds. */
export const PATIENCE_MS = 3000;
/** After this long a host is tried again. */
const FORGET_MS = 10 * 60 * 1000;
const KEY = "gen-studio.hosts-out-of-reach";

type Store = Pick<Storage, "getItem" | "setItem">;

export class ImageHosts {
  private readonly reached = new Set<string>();
  private readonly lost = new Map<string, Set<string>>();
  private readonly down: Map<string, number>;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly store: Store | null,
    private readonly now: () => number = Date.now,
  ) {
    this.down = recall(store);
  }

  isDown(url: string): boolean {
    return this.isHostDown(hostOf(url));
  }

  /** Whether any host is out of reach. */
  someDown(): boolean {
    return [...this.down.keys()].some((host) => this.isHostDown(host));
  }

  /** Something came from this host before, so that a slow picture is worth waiting for. */
  isReached(url: string): boolean {
    return this.reached.has(hostOf(url));
  }

  /** A picture came: its host is there, and a later failure is that picture's own. */
  arrived(url: string): void {
    const host = hostOf(url);
    this.reached.add(host);
    if (this.down.delete(host)) this.changed();
  }

  /** A picture was refused or is not there. The second one from which nothing came condemns the host. */
  failed(url: string): void {
    const host = hostOf(url);
    const lost = (this.lost.get(host) ?? new Set()).add(url);
    this.lost.set(host, lost);
    if (lost.size >= LOST_PICTURES) this.condemn(host);
  }

  /** A picture did not come in time: nor would the others. */
  late(url: string): void {
    this.condemn(hostOf(url));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private isHostDown(host: string): boolean {
    const since = this.down.get(host);
    return since !== undefined && this.now() - since < FORGET_MS;
  }

  private condemn(host: string): void {
    if (this.reached.has(host) || this.isHostDown(host)) return;
    this.down.set(host, this.now());
    this.changed();
  }

  private changed(): void {
    try {
      this.store?.setItem(KEY, JSON.stringify([...this.down]));
    } catch {
      // a full or forbidden store only means that a reload asks again
    }
    for (const listener of this.listeners) listener();
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

function recall(store: Store | null): Map<string, number> {
  try {
    const kept: unknown = JSON.parse(store?.getItem(KEY) ?? "[]");
    return new Map(Array.isArray(kept) ? kept.filter(isEntry) : []);
  } catch {
    return new Map();
  }
}

function isEntry(value: unknown): value is [string, number] {
  return Array.isArray(value) && typeof value[0] === "string" && typeof value[1] === "number";
}
