// Words of the works most like a picture, English.
import { formatIn } from "@/lib/i18n/format";

const { number, plural } = formatIn("en");

export const messages = {
  yourPicture: "Your picture",
  mostLike: "Works most like your picture",
  pictureGone: "The picture is not here any more",
  pictureGoneWords:
    "Given pictures are not kept: they are gone when the page is loaded again. Give it once more to search.",
  comparing: "Comparing your picture with the collection…",
  comparingAgain: "Comparing…",
  nearest: (shown: number, all: number) =>
    `The ${number(shown)} nearest of ${plural(all, { one: "# work", other: "# works" })}`,
  notClose: "Nothing here is really like it.",
  notCloseWords:
    "Of every hundred pairs of works, one is more alike than your picture and the best of these. They come nearest, no more.",
  none: "No work fits",
  nonePicture: "Your picture was compared, but no work fits these conditions. Take one away to see more.",
  similarWorks: "similar works",
  more: "Show more",

  draw: "Let the generator draw it",
  drawNote:
    "It looks for the numbers that draw your picture most alike. Then yours can stand on a map and be blended like a work. Your picture itself is not kept.",
  drawn: "Your picture as the generator draws it",
  looking: (share: string) => `Looking for it, ${share}`,
  progress: "How far the search is",
  asItIsDrawn:
    "As near as the generator comes to your picture. It has learnt from artworks alone, so it sees yours as one of them.",
  choose: "Choose it for a map or a blend",
  isChosen: "Chosen",
};

export type Messages = typeof messages;
