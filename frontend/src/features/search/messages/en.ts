// Words of the search, English.
import { formatIn } from "@/lib/i18n/format";

const { number, plural } = formatIn("en");

export const messages = {
  title: "Search",
  heading: "Search the collection",
  words: "Search for words",
  placeholder: "Artist, title, place, material…",
  withPicture: "Search with a picture",
  pictureField: "Picture to search with",
  dropHint:
    "A picture can also be dropped here or pasted, and the https address of a museum’s picture written instead of words. It is compared and forgotten.",
  letGo: "Let go to compare this picture.",
  results: "Results",
  yourPicture: "Your picture",
  mostLike: "Works most like your picture",
  pictureGone: "The picture is not here any more",
  pictureGoneWords:
    "Given pictures are not kept: they are gone when the page is loaded again. Give it once more to search.",
  byWords: "Search by words again",
  comparing: "Comparing your picture with the collection…",
  comparingAgain: "Comparing…",
  nearest: (shown: number, all: number) =>
    `The ${number(shown)} nearest of ${plural(all, { one: "# work", other: "# works" })}`,
  notClose: "Nothing here is really like it.",
  notCloseWords:
    "Of every hundred pairs of works, one is more alike than your picture and the best of these. They come nearest, no more.",
  none: "No work fits",
  nonePicture: "Your picture was compared, but no work fits these conditions. Take one away to see more.",
  noneWordsConditions: (words: string) =>
    `Nothing in the collection has “${words}” under these conditions. Fewer conditions, or a shorter word, may find something: beginnings of words count too.`,
  noneWords: (words: string) =>
    `Nothing in the collection has “${words}”. Try a shorter word, as beginnings of words count too, or another spelling.`,
  noneConditions: "No work fits all of these conditions at once. Take one away to see more.",
  showAll: "Show all works",
  found: "Works found",
  theWorks: "the works found",
  similarWorks: "similar works",
  count: (count: number) => plural(count, { one: "# work", other: "# works" }),
  of: (shown: number, all: number) => `${number(shown)} of ${number(all)}`,
  more: "Show more",
  fetching: "Fetching more works…",
};

export type Messages = typeof messages;
