// The state of the blend view as it stands in its address: the works, their mix, what it is compared with, the canvas.
import { address, readWorks, withWorks } from "@/lib/url/works";
import { isArrangement, MAX_BETWEEN, MAX_PIECES, type Canvas } from "./canvas";
import { overWorks, readMix, sharesOf, WEIGHT, writeMix, type Mix } from "./mix";

export interface BlendState {
  readonly works: readonly string[];
  readonly mix: Mix;
  /** The mix before, to compare with. */
  readonly before: Mix | null;
  readonly canvas: Canvas;
}

export function readBlend(params: URLSearchParams): BlendState {
  const works = readWorks(params);
  const before = params.get("before");
  const pieces = (params.get("pieces") ?? "").split("*").filter((word) => word !== "");
  const mixes = pieces.map((word) => readMix(word, works.length)).filter(canHang);
  const as = params.get("as") ?? "";
  return {
    works,
    mix: readMix(params.get("mix"), works.length),
    before: before === null ? null : readMix(before, works.length),
    canvas: {
      pieces: mixes.slice(0, MAX_PIECES),
      as: isArrangement(as) ? as : "frieze",
      between: small(params.get("between"), MAX_BETWEEN, 2),
      across: small(params.get("across"), MAX_PIECES, 0),
    },
  };
}

/** The same parameters with another state; what is as it would be anyway is left out. */
export function blendParams(
  params: URLSearchParams,
  { works, mix, before, canvas }: BlendState,
): URLSearchParams {
  const next = withWorks(params, works);
  const set = (name: string, value: string | null) => {
    if (value === null) next.delete(name);
    else next.set(name, value);
  };
  set("mix", works.length === 0 ? null : writeMix(mix));
  set("before", before === null ? null : writeMix(before));
  set("pieces", canvas.pieces.length === 0 ? null : canvas.pieces.map(writeMix).join("*"));
  set("as", canvas.as === "frieze" ? null : canvas.as);
  set("between", canvas.between === 2 ? null : String(canvas.between));
  set("across", canvas.across === 0 ? null : String(canvas.across));
  return next;
}

export function blendAddress(state: BlendState): string {
  return address("/blend", blendParams(new URLSearchParams(), state));
}

/** The same state over another list of works; pieces of which nothing is left leave the canvas. */
export function withWorksOf(state: BlendState, works: readonly string[]): BlendState {
  const over = (mix: Mix) => overWorks(mix, state.works, works);
  return {
    works,
    mix: over(state.mix),
    before: state.before === null ? null : over(state.before),
    canvas: {
      ...state.canvas,
      pieces: state.canvas.pieces.map(over).filter(canHang),
    },
  };
}

/** With one more work at the end, which weighs as much as any; what hangs on the canvas stays as it looks. */
export function withWork(state: BlendState, work: string): BlendState {
  const more = withWorksOf(state, [...state.works, work]);
  return { ...more, mix: { ...more.mix, weights: more.mix.weights.with(-1, WEIGHT) } };
}

/** A mix of which nothing is left, all of it muted or weighing nothing, is never drawn. */
function canHang(mix: Mix): boolean {
  return sharesOf(mix) !== null;
}

function small(written: string | null, most: number, otherwise: number): number {
  return written !== null && /^\d{1,2}$/.test(written) ? Math.min(most, Number(written)) : otherwise;
}
