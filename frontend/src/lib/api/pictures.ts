// Where the generator's pictures are found.
import type { Size } from "./types";

/** The generator's own drawing of a work: its stored seed. */
export function renderingUrl(artwork: string, size: Size): string {
  return `/api/gan/v1/artworks/${encodeURIComponent(artwork)}/rendering.jpg?size=${size}`;
}

export function mapUrl(works: readonly string[]): string {
  return `/api/gan/v1/maps/${works.map(encodeURIComponent).join(",")}`;
}

export function mapPointUrl(works: readonly string[], x: number, y: number, size: Size): string {
  return `${mapUrl(works)}/points/${x},${y}.jpg?size=${size}`;
}
