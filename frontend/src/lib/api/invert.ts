// POST /api/gan/v1/inversions: a picture in, the job that looks for the seed which draws it most alike out.
import type { components as Gan } from "./gan.gen";
import { requestJson } from "./request";
import type { Job } from "./types";

export function startInversion(picture: File): Promise<Job> {
  const body = new FormData();
  body.append("image", picture, picture.name);
  return requestJson<Job>("/api/gan/v1/inversions", { method: "POST", body });
}

export async function foundRecipe(result: string): Promise<string> {
  return (await requestJson<Gan["schemas"]["Inversion"]>(result)).recipe;
}
