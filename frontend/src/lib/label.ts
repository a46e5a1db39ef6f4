// A museum label's words for a work: what the source says, in the order of a label, and plain words where it is silent.
import type { Artwork } from "./api/types";
import { format } from "./i18n/format";
import { words } from "./messages";
import type { NewItem } from "./shelf";
import { isRecipe } from "./url/works";

export function titleOf(artwork: Artwork): string {
  if (isRecipe(artwork.id)) return words().ownPicture;
  return (
    artwork.title ??
    (artwork.classification === null ? words().untitled : words().untitledOf(artwork.classification))
  );
}

/** "after Jacopo Bassano", or the culture where no maker is known. */
export function makerOf(artwork: Artwork): string {
  if (isRecipe(artwork.id)) return words().ownPictureMaker;
  return artwork.artist ?? artwork.culture ?? words().makerNotKnown;
}

export function describe(artwork: Artwork): string {
  return [titleOf(artwork), artwork.artist, artwork.date].filter((part) => part !== null).join(", ");
}

/** The work as the visitor's shelf keeps it. */
export function keepsake(artwork: Artwork): NewItem {
  return {
    id: artwork.id,
    kind: "artwork",
    link: `/artworks/${encodeURIComponent(artwork.id)}`,
    title: titleOf(artwork),
  };
}

/** Who holds the original, for a credit line under its picture. */
export function creditOf(artwork: Artwork): string {
  return artwork.museum === null ? words().original : words().originalOf(artwork.museum);
}

/** Who holds the work, how it came there, and under which licence its picture is had. */
export function creditLine(artwork: Artwork): string {
  return [artwork.museum, artwork.credit, licenceOf(artwork)].filter((part) => part !== null).join(". ");
}

/** The licence without the source's reasons for it; an attribution that the licence asks for stays. */
export function licenceOf(artwork: Artwork): string | null {
  const { licence } = artwork;
  if (licence === null || licence.startsWith("CC BY")) return licence;
  return licence.split(/ \(|;/u, 1)[0] ?? licence;
}

export function percent(share: number): string {
  return format().percent(share);
}
