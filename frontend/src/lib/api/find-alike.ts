// POST /api/search/v1/why: where two pictures are alike. A work's own picture the service fetches, others are sent along.
import { renderingUrl } from "./pictures";
import { request, requestJson } from "./request";
import type { components } from "./search.gen";

export type Alike = components["schemas"]["Alike"];

/** A work by its museum's picture or by the generator's, or a picture of the visitor's own. */
export type Side = { readonly work: string; readonly as: "original" | "rendering" } | { readonly file: File };

const SIZE = 256;

export async function findAlike(one: Side, other: Side, signal: AbortSignal): Promise<Alike> {
  const body = new FormData();
  await append(body, "image", one, signal);
  await append(body, "other", other, signal);
  return requestJson<Alike>("/api/search/v1/why", { method: "POST", body, signal });
}

async function append(body: FormData, name: string, side: Side, signal: AbortSignal): Promise<void> {
  if ("file" in side) body.append(name, side.file, side.file.name);
  else if (side.as === "original") body.append(`${name}_artwork`, side.work);
  else
    body.append(name, await (await request(renderingUrl(side.work, SIZE), { signal })).blob(), `${name}.jpg`);
}
