// One request in flight, the newest waits, whatever lay between is dropped: so no older answer can follow a newer one.

export interface Listener<Asked, Answer> {
  answered: (answer: Answer, asked: Asked) => void;
  failed: (failure: unknown, asked: Asked) => void;
}

export class LatestStream<Asked, Answer> {
  private waiting: { asked: Asked } | null = null;
  private inFlight = false;
  private readonly life = new AbortController();

  constructor(
    private readonly ask: (asked: Asked, signal: AbortSignal) => Promise<Answer>,
    private readonly listener: Listener<Asked, Answer>,
  ) {}

  /** Ask now if nothing is in flight, else as soon as that is answered, in place of what waited before. */
  send(asked: Asked): void {
    if (this.life.signal.aborted) return;
    this.waiting = { asked };
    if (!this.inFlight) void this.drain();
  }

  /** The end: what is in flight is aborted, what waits is dropped, and nobody is told any more. */
  close(): void {
    this.waiting = null;
    this.life.abort();
  }

  private async drain(): Promise<void> {
    this.inFlight = true;
    while (this.waiting !== null) {
      const { asked } = this.waiting;
      this.waiting = null;
      try {
        const answer = await this.ask(asked, this.life.signal);
        if (!this.life.signal.aborted) this.listener.answered(answer, asked);
      } catch (failure) {
        if (!this.life.signal.aborted) this.listener.failed(failure, asked);
      }
    }
    this.inFlight = false;
  }
}
