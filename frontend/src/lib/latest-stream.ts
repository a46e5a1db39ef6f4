// One request in flight, the newest waits, whatever lay between is dropped: so no older answer can follow a newer one.

export interface Listener<Asked, Answer> {
  answered: (answer: Answer, asked: Asked) => void;
  failed: (failure: unknown, asked: Asked) => void;
}

export class LatestStream<Asked, Answer> {
  private waiting: { asked: Asked } | null = null;
  private inFlight: { asked: Asked; way: AbortController } | null = null;
  private ended = false;

  constructor(
    private readonly ask: (asked: Asked, signal: AbortSignal) => Promise<Answer>,
    private readonly listener: Listener<Asked, Answer>,
    /** Whether what is in flight is aborted for the newer one; without it the newer one waits its turn. */
    private readonly givesWay: (inFlight: Asked, newer: Asked) => boolean = () => false,
  ) {}

  /** Ask now if nothing is in flight, else as soon as that has ended, in place of what waited before. */
  send(asked: Asked): void {
    if (this.ended) return;
    this.waiting = { asked };
    if (this.inFlight === null) void this.drain();
    else if (this.givesWay(this.inFlight.asked, asked)) this.inFlight.way.abort();
  }

  /** The end: what is in flight is aborted, what waits is dropped, and nobody is told any more. */
  close(): void {
    this.ended = true;
    this.waiting = null;
    this.inFlight?.way.abort();
  }

  private async drain(): Promise<void> {
    while (this.waiting !== null) {
      const { asked } = this.waiting;
      const way = new AbortController();
      this.waiting = null;
      this.inFlight = { asked, way };
      try {
        const answer = await this.ask(asked, way.signal);
        if (!way.signal.aborted) this.listener.answered(answer, asked);
      } catch (failure) {
        if (!way.signal.aborted) this.listener.failed(failure, asked);
      }
    }
    this.inFlight = null;
  }
}
