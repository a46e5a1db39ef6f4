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
  byWords: "Search by words again",
  none: "No work fits",
  noneWordsConditions: (words: string) =>
    `Nothing in the collection has “${words}” under these conditions. Fewer conditions, or a shorter word, may find something: beginnings of words count too.`,
  noneWords: (words: string) =>
    `Nothing in the collection has “${words}”. Try a shorter word, as beginnings of words count too, or another spelling.`,
  noneConditions: "No work fits all of these conditions at once. Take one away to see more.",
  showAll: "Show all works",
  found: "Works found",
  theWorks: "the works found",
  count: (count: number) => plural(count, { one: "# work", other: "# works" }),
  of: (shown: number, all: number) => `${number(shown)} of ${number(all)}`,
  more: "Show more",
  fetching: "Fetching more works…",
};

export type Messages = typeof messages;
