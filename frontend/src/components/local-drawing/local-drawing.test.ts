import { describe, expect, it, vi } from "vitest";
import { isNear, type Drawer } from "./drawer";
import { LocalDrawing } from "./local-drawing";

const graph = {
  size: 32,
  url: "",
  bytes: 1,
  sha256: "",
  weights: "fp16",
  trial: { across: 16, step: 2, pixels: Array.from({ length: 768 }, (_, place) => place % 251) },
} as const;

/** A picture of 32 by 32 with what the trial wants where it looks, and 99 elsewhere. */
function picture(off = 0): Uint8Array {
  const pixels = new Uint8Array(3 * 32 * 32).fill(99);
  graph.trial.pixels.forEach((value, place) => {
    const [column, row] = [1 + 2 * (Math.floor(place / 3) % 16), 1 + 2 * Math.floor(place / 48)];
    pixels[3 * (row * 32 + column) + (place % 3)] = value + (place === 700 ? off : 0);
  });
  return pixels;
}

describe("a trial", () => {
  const trial = { ...graph, trial: { ...graph.trial, pixels: [...graph.trial.pixels] } };

  it("is passed by a picture that is nowhere farther off than the service allows", () => {
    expect(isNear(trial, picture(), 2)).toBe(true);
    expect(isNear(trial, picture(2), 2)).toBe(true);
  });

  it("is failed by one pixel, and by a picture of another size", () => {
    expect(isNear(trial, picture(3), 2)).toBe(false);
    expect(isNear(trial, new Uint8Array(12), 2)).toBe(false);
  });
});

describe("drawing here", () => {
  const drawer = () => ({ draw: vi.fn(), close: vi.fn() }) satisfies Drawer;

  it("is on after it was tried, and ends with its thread", async () => {
    const made = drawer();
    const drawing = new LocalDrawing(() => Promise.resolve(made));
    const seen: string[] = [];
    drawing.subscribe(() => seen.push(drawing.state().kind));
    await drawing.start();
    drawing.stop();
    expect(seen).toEqual(["trying", "on", "off"]);
    expect(made.close).toHaveBeenCalledOnce();
  });

  it("is refused where the browser draws otherwise, and where anything breaks", async () => {
    for (const open of [() => Promise.resolve(null), () => Promise.reject(new Error("no WebAssembly"))]) {
      const drawing = new LocalDrawing(open);
      await drawing.start();
      expect(drawing.state().kind).toBe("refused");
    }
  });

  it("says how much is fetched once that is known", async () => {
    const drawing = new LocalDrawing((told) => {
      told(56_000_000);
      return Promise.resolve(drawer());
    });
    const seen: unknown[] = [];
    drawing.subscribe(() => seen.push(drawing.state()));
    await drawing.start();
    expect(seen.slice(0, 2)).toEqual([
      { kind: "trying", bytes: null },
      { kind: "trying", bytes: 56_000_000 },
    ]);
  });

  it("that was switched off while it was fetched no longer fetches", async () => {
    const drawing = new LocalDrawing(
      (told, signal) =>
        new Promise((_, broken) => {
          signal.addEventListener("abort", () => {
            told(1);
            broken(new Error("aborted"));
          });
        }),
    );
    const started = drawing.start();
    drawing.stop();
    await started;
    expect(drawing.state()).toEqual({ kind: "off" });
  });

  it("that was switched off while it was fetched stays off", async () => {
    const made = drawer();
    const drawing = new LocalDrawing(() => Promise.resolve(made));
    const started = drawing.start();
    drawing.stop();
    await started;
    expect(drawing.state().kind).toBe("off");
    expect(made.close).toHaveBeenCalledOnce();
  });

  it("that broke leaves it to the service", async () => {
    const drawing = new LocalDrawing(() => Promise.resolve(drawer()));
    await drawing.start();
    drawing.broke();
    expect(drawing.state().kind).toBe("refused");
  });
});
