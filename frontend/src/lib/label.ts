// A museum label's words for a work: what the source says, in the order of a label, and plain words where it is silent.
import type { Artwork } from "./api/types";

export function titleOf(artwork: Artwork): string {
  return (
    artwork.title ??
    (artwork.classification === null ? "Untitled work" : `Untitled (${artwork.classification})`)
  );
}

/** "after Jacopo Bassano", or the culture where no maker is known. */
export function makerOf(artwork: Artwork): string {
  return artwork.artist ?? artwork.culture ?? "Maker not known";
}

export function describe(artwork: Artwork): string {
  return [titleOf(artwork), artwork.artist, artwork.date].filter((part) => part !== null).join(", ");
}

/** Who holds the original, for a credit line under its picture. */
export function creditOf(artwork: Artwork): string {
  return artwork.museum === null ? "Original" : `Original, ${artwork.museum}`;
}

/** The licence without the source's reasons for it; an attribution that the licence asks for stays. */
export function licenceOf(artwork: Artwork): string | null {
  const { licence } = artwork;
  if (licence === null || licence.startsWith("CC BY")) return licence;
  return licence.split(/ \(|;/u, 1)[0] ?? licence;
}

export function percent(share: number): string {
  return `${Math.round(share * 100)}\u202f%`;
}
