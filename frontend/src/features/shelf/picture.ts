// Where a kept picture is drawn again.
export function pictureOf(recipe: string): string {
  return `/api/gan/v1/images/${encodeURIComponent(recipe)}.jpg`;
}
