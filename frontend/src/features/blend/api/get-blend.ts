// POST /api/gan/v1/blends, then GET /api/gan/v1/images/{recipe}.jpg: the recipe of a mix of works, and its picture.
import { queryOptions } from "@tanstack/react-query";
import type { Picture, Wish } from "@/components/use-live-picture";
import type { components as Gan } from "@/lib/api/gan.gen";
import { imageUrl } from "@/lib/api/pictures";
import { request, requestJson } from "@/lib/api/request";
import { thingOf } from "@/lib/api/things";
import type { Size } from "@/lib/api/types";
import { sharesOf, writeMix, type Mix } from "../mix";

type BlendRequest = Gan["schemas"]["BlendRequest"];

export interface Blend {
  readonly works: readonly string[];
  readonly mix: Mix;
}

/** Two blends with the same name are one. */
export function nameOfBlend({ works, mix }: Blend): string {
  return `${works.join(",")}?${writeMix(mix)}`;
}

/** What the service is asked; null where all works are muted or weigh nothing. */
export function blendRequest({ works, mix }: Blend, size: Size): BlendRequest | null {
  if (sharesOf(mix) === null) return null;
  const parts = works.flatMap((work, place) => {
    const weight = mix.muted[place] === true ? 0 : (mix.weights[place] ?? 0);
    return weight > 0 ? [{ ...thingOf(work), weight }] : [];
  });
  const pulled = (sign: number) =>
    works.flatMap((work, place) => {
      const amount = (sign * (mix.pulls[place] ?? 0)) / 100;
      return amount > 0 ? [{ ...thingOf(work), amount }] : [];
    });
  const { variation } = mix;
  return {
    parts,
    variation: variation === null ? null : { number: variation.number, amount: variation.amount / 100 },
    directions: Object.entries(mix.along).map(([id, amount]) => ({ id, amount: amount / 10 })),
    more_like: pulled(1),
    less_like: pulled(-1),
    truncation: mix.truncation / 100,
    size,
  };
}

export async function getRecipe(blend: Blend, size: Size, signal?: AbortSignal): Promise<string> {
  const wanted = blendRequest(blend, size);
  if (wanted === null) throw new Error("a blend needs a work that weighs something");
  const answer = await requestJson<Gan["schemas"]["BlendAnswer"]>("/api/gan/v1/blends", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(wanted),
    signal: signal ?? null,
  });
  return answer.recipe;
}

/** For `useLivePicture`. */
export async function drawBlend(
  { asked, size }: Wish<Blend>,
  session: string,
  signal: AbortSignal,
): Promise<Picture> {
  const recipe = await getRecipe(asked, size, signal);
  const answer = await request(imageUrl(recipe), { signal, headers: { "Gen-Session": session } });
  return { bytes: await answer.blob(), recipe };
}

/** The recipe of a blend for good: the same blend always has the same. */
export function recipeQuery(blend: Blend) {
  return queryOptions({
    queryKey: ["blend", nameOfBlend(blend)],
    queryFn: ({ signal }) => getRecipe(blend, 256, signal),
    enabled: sharesOf(blend.mix) !== null,
    staleTime: Infinity,
  });
}
