// A landmark with all that is known about it by now: its place, its work, its share in the picture on the page.
import type { Artwork, Landmark } from "@/lib/api/types";
import { percent, titleOf } from "@/lib/label";

export interface Place extends Landmark {
  readonly work: Artwork | null;
  readonly weight: number | null;
}

export function placesOf(
  landmarks: readonly Landmark[],
  works: readonly (Artwork | undefined)[],
  weights: ReadonlyMap<number, number> | null,
): Place[] {
  const known = new Map(works.flatMap((work) => (work === undefined ? [] : [[work.id, work] as const])));
  return landmarks.map((landmark, index) => ({
    ...landmark,
    work: known.get(landmark.artwork) ?? null,
    weight: weights === null ? null : (weights.get(index) ?? 0),
  }));
}

export function nameOf(place: Place): string {
  return place.work === null ? place.artwork : titleOf(place.work);
}

/** Each work that counts, with its share. */
export function sharesOf(places: readonly Place[]): [string, number][] {
  return places.flatMap((place) =>
    place.weight === null || place.weight === 0 ? [] : [[place.artwork, place.weight]],
  );
}

/** "62 % Ewer, 38 % Vase": the shares in words, the greatest first, those that round to nothing left out. */
export function sharesInWords(places: readonly Place[]): string {
  return places
    .flatMap((place) =>
      place.weight === null || place.weight < 0.005 ? [] : [{ place, weight: place.weight }],
    )
    .sort((a, b) => b.weight - a.weight)
    .map(({ place, weight }) => `${percent(weight)} ${nameOf(place)}`)
    .join(", ");
}
