// A mix of works as the service is asked for it: its recipe, and its picture.
import { queryOptions } from "@tanstack/react-query";
import type { Picture, Wish } from "@/components/use-live-picture";
import { pictureOf, recipeOf, type BlendRequest } from "@/lib/api/blends";
import { thingOf } from "@/lib/api/things";
import type { Size } from "@/lib/api/types";
import { sharesOf, writeMix, type Mix } from "../mix";

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
  return recipeOf(wanted, signal);
}

/** For `useLivePicture`. */
export async function drawBlend(
  { asked, size }: Wish<Blend>,
  session: string,
  signal: AbortSignal,
): Promise<Picture> {
  return pictureOf(await getRecipe(asked, size, signal), session, signal);
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
