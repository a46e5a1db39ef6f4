// Where the generator's pictures are found.
import { isRecipe } from "@/lib/url/works";
import type { Size } from "./types";

/** The generator's own drawing of a work: its stored seed; of a recipe in its place: that. */
export function renderingUrl(artwork: string, size: Size): string {
  if (isRecipe(artwork)) return imageUrl(recipeIn(artwork, size));
  return `/api/gan/v1/artworks/${encodeURIComponent(artwork)}/rendering.jpg?size=${size}`;
}

/**
 * The picture of a recipe as a signed file to keep, which names the works it is made of and their shares; none where a
 * picture of the visitor's own is among them, which is nobody's work.
 */
export function downloadUrl(recipe: string, shares: readonly (readonly [string, number])[]): string {
  if (shares.some(([work]) => isRecipe(work))) return downloadUrl(recipe, []);
  const parts = shares.map(([artwork, share]) => `${encodeURIComponent(artwork)}:${share}`).join(",");
  return `/api/gan/v1/images/${recipe}.jpg?download=1${parts === "" ? "" : `&parts=${parts}`}`;
}

/** The picture of a point of a map, by the map's id. */
export function mapPointUrl(map: string, x: number, y: number, size: Size): string {
  return `/api/gan/v1/maps/${map}/points/${x},${y}.jpg?size=${size}`;
}

/** The picture of a recipe, which a shelf that was brought here may have from anywhere. */
export function imageUrl(recipe: string): string {
  return `/api/gan/v1/images/${encodeURIComponent(recipe)}.jpg`;
}

/** The same recipe in another size. */
export function recipeIn(recipe: string, size: Size): string {
  return recipe.replace(/^([0-9a-f]+\.\d+\.)\d+/, `$1${size}`);
}

/** A tile of a map's terrain. */
export function mapTileUrl(map: string, z: number, x: number, y: number): string {
  return `/api/gan/v1/maps/${map}/tiles/${z}/${x}/${y}.jpg`;
}
