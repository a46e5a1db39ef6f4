// A step of a walk as the service draws it: a stop, turned towards the next one by a share of the way, as films turn.
import type { Picture, Wish } from "@/components/use-live-picture";
import { pictureOf, recipeOf } from "@/lib/api/blends";
import type { Thing } from "@/lib/api/things";

export interface Between {
  readonly from: Thing;
  readonly to: Thing;
  readonly share: number;
}

/** For `useLivePicture`. */
export async function drawStep(
  { asked: { from, to, share }, size }: Wish<Between>,
  session: string,
  signal: AbortSignal,
): Promise<Picture> {
  const turned = share > 0 ? [{ ...to, amount: share }] : [];
  const parts = [{ ...from, weight: 1 }];
  const recipe = await recipeOf({ parts, more_like: turned, less_like: [], directions: [], size }, signal);
  return pictureOf(recipe, session, signal);
}
