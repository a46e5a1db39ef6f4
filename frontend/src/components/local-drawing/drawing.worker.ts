// The thread that draws: a graph, then seeds in; pixels, or a small picture, out. ONNX Runtime Web, on WebAssembly.
import { env, InferenceSession, Tensor } from "onnxruntime-web/wasm";
import wasm from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import type { Answer, Task } from "./drawer";

const MOST_THREADS = 4;

env.wasm.wasmPaths = { wasm };
env.wasm.numThreads = crossOriginIsolated ? Math.min(MOST_THREADS, navigator.hardwareConcurrency) : 1;

let session: InferenceSession | null = null;

async function done({ graph, seed, as }: Task): Promise<Answer["made"]> {
  if (graph !== undefined) session = await InferenceSession.create(new Uint8Array(graph));
  if (seed === undefined || session === null) return null;
  const drawn = await session.run({ [input(session)]: new Tensor("float32", seed, [1, seed.length]) });
  const [pixels] = Object.values(drawn);
  if (!(pixels?.data instanceof Uint8Array)) throw new Error("the graph gives no pixels");
  return as === "pixels" ? pixels.data : await picture(pixels.data, pixels.dims[1] ?? 0);
}

function input(of: InferenceSession): string {
  return of.inputNames[0] ?? "seeds";
}

async function picture(rgb: Uint8Array, side: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas");
  const image = context.createImageData(side, side);
  for (let pixel = 0; pixel < side * side; pixel += 1) {
    image.data.set(rgb.subarray(3 * pixel, 3 * pixel + 3), 4 * pixel);
    image.data[4 * pixel + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return canvas.convertToBlob({ type: "image/png" });
}

// ONNX Runtime begins its further threads with this same file, and speaks with them itself
if (!self.name.startsWith("em-pthread"))
  self.onmessage = ({ data }: MessageEvent<Task>) => {
    done(data).then(
      (made) => {
        self.postMessage({ number: data.number, made } satisfies Answer);
      },
      (failure: unknown) => {
        self.postMessage({ number: data.number, made: null, failure: String(failure) } satisfies Answer);
      },
    );
  };
