// POST /api/gan/v1/compositions: several recipes as one picture, to see or as a signed file to keep.
import type { Picture, Wish } from "@/components/use-live-picture";
import { request } from "@/lib/api/request";
import type { Size } from "@/lib/api/types";

export interface Composition {
  readonly recipes: readonly string[];
  readonly across: number;
  readonly between: number;
  readonly melt: boolean;
}

function post(
  composition: Composition,
  size: Size,
  query: string,
  headers: Record<string, string>,
  signal?: AbortSignal,
): Promise<Response> {
  return request(`/api/gan/v1/compositions${query}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify({ ...composition, size }),
    signal: signal ?? null,
  });
}

/** For `useLivePicture`; dozens of pictures are drawn, so that it may take its time. */
export async function drawComposition(
  { asked, key, size }: Wish<Composition>,
  session: string,
  signal: AbortSignal,
): Promise<Picture> {
  const headers = { "Gen-Session": session, "Gen-Deadline-Ms": "60000" };
  const answer = await post(asked, size, "", headers, signal);
  return { bytes: new Uint8Array(await answer.arrayBuffer()), recipe: key };
}

/** The signed file, and the name that the service gives it. */
export async function keepComposition(composition: Composition): Promise<{ file: Blob; name: string }> {
  const answer = await post(composition, 256, "?download=1", { "Gen-Deadline-Ms": "60000" });
  const told = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "");
  return { file: await answer.blob(), name: told?.[1] ?? "gen-studio.jpg" };
}
