// What the marks of a picture come to, as cases that the page has words for.
import type { Verification } from "./api/verify-picture";

/** Whether a model drew it: proven by our own marks, said by the file alone, or not said. */
export type Verdict = "ours" | "claimed" | "unmarked";

export function verdictOf({ generated, watermark, signature }: Verification): Verdict {
  if (watermark.found || (signature.ours === true && signature.intact === true)) return "ours";
  return generated ? "claimed" : "unmarked";
}

export type Signature = "none" | "broken" | "ours" | "stranger";

export function signatureOf({ signature }: Verification): Signature {
  if (!signature.found) return "none";
  if (signature.intact !== true) return "broken";
  return signature.ours === true ? "ours" : "stranger";
}

export type Redrawing = "none" | "elsewhere" | "exact" | "alike" | "other";

export function redrawingOf({ redrawing }: Verification): Redrawing {
  if (redrawing === null) return "none";
  return redrawing.possible ? (redrawing.same ?? "other") : "elsewhere";
}

/** A work that the picture was made of, as its signature states. */
export interface Parent {
  readonly artwork: string;
  readonly title: string | null;
  readonly artist: string | null;
  readonly museum: string | null;
  readonly rights: string | null;
  readonly weight: number | null;
}

/** The works in a signed statement; whatever else stands there is left out. */
export function parentsOf({ signature }: Verification): Parent[] {
  const parents = signature.statement?.parents;
  if (!Array.isArray(parents)) return [];
  return (parents as unknown[]).flatMap((one) => {
    if (typeof one !== "object" || one === null) return [];
    const { artwork, title, artist, museum, rights, weight } = one as Record<string, unknown>;
    if (typeof artwork !== "string") return [];
    return [
      {
        artwork,
        title: text(title),
        artist: text(artist),
        museum: text(museum),
        rights: text(rights),
        weight: typeof weight === "number" && Number.isFinite(weight) ? weight : null,
      },
    ];
  });
}

function text(said: unknown): string | null {
  return typeof said === "string" && said !== "" ? said : null;
}
