// The seeds of plain blends, reckoned here as the service does; used only once they have agreed with the service's own.
import { blended, sameSeed, stepsOf, type Steps } from "@/components/local-drawing/latent";
import type { Found } from "@/components/local-drawing/use-local-draw";
import type { Picture, Wish } from "@/components/use-live-picture";
import { drawBlend, nameOfBlend, type Blend } from "./api/get-blend";
import { isMoved, sharesOf } from "./mix";

export class BlendSeeds {
  private agreed: boolean | null = null;

  /** The recipe of each work's own seed, as far as they are known. */
  constructor(private readonly recipes: ReadonlyMap<string, string>) {}

  /** By the service; what it says is compared with what is reckoned here. */
  readonly draw = async (wish: Wish<Blend>, session: string, signal: AbortSignal): Promise<Picture> => {
    const picture = await drawBlend(wish, session, signal);
    const [steps, reckoned] = [stepsOf(picture.recipe), this.reckoned(wish.asked)];
    if (steps !== null && reckoned !== null) {
      this.agreed = this.agreed !== false && sameSeed(steps, reckoned);
    }
    return picture;
  };

  readonly find = (asked: Blend): Found<Picture> | null => {
    const steps = this.agreed === true ? this.reckoned(asked) : null;
    if (steps === null) return null;
    return {
      steps,
      truncation: asked.mix.truncation / 100,
      picture: { recipe: `here:${nameOfBlend(asked)}` },
    };
  };

  /** null where more is done than weighing, or a seed has not come. */
  private reckoned({ works, mix }: Blend): Steps | null {
    const shares = sharesOf(mix);
    if (shares === null || isMoved(mix)) return null;
    const seeds = works.map((work) => stepsOf(this.recipes.get(work) ?? ""));
    return seeds.every((one) => one !== null) ? blended(seeds, shares) : null;
  }
}
