// The generator in this browser: lent by the service, tried on the seed that it names, then drawing in a thread of its own.
import type { components as Gan } from "@/lib/api/gan.gen";
import { request, requestJson } from "@/lib/api/request";

export type Offer = Gan["schemas"]["LentGenerator"];
type Graph = Offer["graphs"][number];

/** What its thread is given: a graph to hold, a seed to draw, or both. */
export interface Task {
  readonly number: number;
  readonly graph?: ArrayBuffer;
  readonly seed?: Float32Array;
  readonly as?: "pixels" | "picture";
}

export interface Answer {
  readonly number: number;
  readonly made: Uint8Array | Blob | null;
  readonly failure?: string;
}

export interface Drawer {
  /** A small picture of a seed; it bears no marks, and is for looking at only. */
  readonly draw: (seed: Float32Array) => Promise<Uint8Array<ArrayBuffer>>;
  readonly close: () => void;
}

/** Whether every pixel of the trial is near enough; `pixels` are `size` by `size`, red, green and blue of each. */
export function isNear({ size, trial }: Graph, pixels: Uint8Array, most: number): boolean {
  const { across, step, pixels: wanted } = trial;
  const from = Math.floor(step / 2);
  return (
    pixels.length === 3 * size * size &&
    wanted.length === 3 * across * across &&
    wanted.every((value, place) => {
      const colour = place % 3;
      const column = from + step * (Math.floor(place / 3) % across);
      const row = from + step * Math.floor(place / 3 / across);
      return Math.abs(value - (pixels[3 * (row * size + column) + colour] ?? Infinity)) <= most;
    })
  );
}

export function canDraw(): boolean {
  return (
    typeof Worker === "function" && typeof WebAssembly === "object" && typeof OffscreenCanvas === "function"
  );
}

/**
 * Fetches, loads and tries, and tells how many bytes it fetches. Throws where anything is amiss; null where this browser
 * draws otherwise than the service.
 */
export async function openDrawer(
  size: number,
  told: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Drawer | null> {
  const offer = await requestJson<Offer>("/api/gan/v1/generator", { signal });
  const graph = offer.graphs.find((one) => one.size === size);
  if (graph === undefined) throw new Error("no such size is lent");
  told(graph.bytes);
  const bytes = await (await request(graph.url, { signal })).arrayBuffer();
  const thread = new Thread();
  const pixels = await thread
    .ask({ graph: bytes, seed: Float32Array.from(offer.seed), as: "pixels" }, [bytes])
    .catch((failure: unknown) => {
      thread.close();
      throw failure;
    });
  if (!(pixels instanceof Uint8Array) || !isNear(graph, pixels, offer.max_difference)) {
    thread.close();
    return null;
  }
  return {
    draw: async (seed) => {
      const made = await thread.ask({ seed, as: "picture" });
      if (!(made instanceof Blob)) throw new Error("no picture was drawn");
      return new Uint8Array(await made.arrayBuffer());
    },
    close: () => {
      thread.close();
    },
  };
}

class Thread {
  private readonly worker = new Worker(new URL("./drawing.worker.ts", import.meta.url), { type: "module" });
  private readonly waiting = new Map<
    number,
    { kept: (made: Answer["made"]) => void; broken: (why: Error) => void }
  >();
  private asked = 0;

  constructor() {
    this.worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      const one = this.waiting.get(data.number);
      this.waiting.delete(data.number);
      if (data.failure === undefined) one?.kept(data.made);
      else one?.broken(new Error(data.failure));
    };
    this.worker.onerror = () => {
      this.close();
    };
  }

  ask(task: Omit<Task, "number">, given: Transferable[] = []): Promise<Answer["made"]> {
    const number = (this.asked += 1);
    return new Promise((kept, broken) => {
      this.waiting.set(number, { kept, broken });
      this.worker.postMessage({ ...task, number } satisfies Task, given);
    });
  }

  close(): void {
    this.worker.terminate();
    for (const { broken } of this.waiting.values()) broken(new Error("the drawing thread is gone"));
    this.waiting.clear();
  }
}
