// POST /api/gan/v1/blends, then GET /api/gan/v1/images/{recipe}.jpg: the recipe of a mix of things, and its picture.
import type { components as Gan } from "./gan.gen";
import { imageUrl } from "./pictures";
import { request, requestJson } from "./request";

export type BlendRequest = Gan["schemas"]["BlendRequest"];

export async function recipeOf(wanted: BlendRequest, signal?: AbortSignal): Promise<string> {
  const answer = await requestJson<Gan["schemas"]["BlendAnswer"]>("/api/gan/v1/blends", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(wanted),
    signal: signal ?? null,
  });
  return answer.recipe;
}

/** Of the pictures that a session waits for, the service draws the newest. */
export async function pictureOf(recipe: string, session: string, signal: AbortSignal) {
  const answer = await request(imageUrl(recipe), { signal, headers: { "Gen-Session": session } });
  return { bytes: new Uint8Array(await answer.arrayBuffer()), recipe };
}
