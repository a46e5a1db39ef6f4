// The seeds of a map's points, reckoned here as the service does; used only once they have agreed with the service's own.
import type { Found } from "@/components/local-drawing/use-local-draw";
import { blended, sameSeed, stepsOf, weightsAt, type Steps } from "@/components/local-drawing/latent";
import type { Wish } from "@/components/use-live-picture";
import type { StudioMap } from "@/lib/api/get-map";
import { drawPoint, type MapPoint } from "./api/draw-point";
import type { PointPicture } from "./api/get-map-point";

export class MapSeeds {
  private agreed: boolean | null = null;
  private readonly seeds: readonly Steps[] | null;

  constructor(private readonly map: StudioMap | null) {
    const seeds = map?.landmarks.map(({ recipe }) => stepsOf(recipe)) ?? [null];
    this.seeds = seeds.every((one) => one !== null) ? seeds : null;
  }

  /** By the service; what it says is compared with what is reckoned here. */
  readonly draw = async (
    wish: Wish<MapPoint>,
    session: string,
    signal: AbortSignal,
  ): Promise<PointPicture> => {
    const picture = await drawPoint(wish, session, signal);
    const steps = stepsOf(picture.recipe);
    const reckoned = this.reckoned(wish.asked);
    if (steps !== null && reckoned !== null) {
      this.agreed = this.agreed !== false && sameSeed(steps, reckoned.steps);
    }
    return picture;
  };

  readonly find = (asked: MapPoint): Found<PointPicture> | null => {
    if (this.agreed !== true) return null;
    const reckoned = this.reckoned(asked);
    if (reckoned === null) return null;
    const { steps, weights } = reckoned;
    return {
      steps,
      picture: { recipe: `here:${asked.map}@${asked.x},${asked.y}`, weights: new Map(weights.entries()) },
    };
  };

  private reckoned(asked: MapPoint): { steps: Steps; weights: number[] } | null {
    if (this.map?.id !== asked.map || this.seeds === null) return null;
    const weights = weightsAt(asked, this.map.landmarks);
    return { weights, steps: blended(this.seeds, weights) };
  }
}
