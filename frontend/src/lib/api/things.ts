// What the services are told of a chosen work: an artwork, or a recipe in its place.
import { isRecipe } from "@/lib/url/works";

export type Thing = { readonly artwork: string } | { readonly recipe: string };

export function thingOf(word: string): Thing {
  return isRecipe(word) ? { recipe: word } : { artwork: word };
}
