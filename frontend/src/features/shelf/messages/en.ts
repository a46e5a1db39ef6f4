// Words of the shelf, English.
import { formatIn } from "@/lib/i18n/format";

const { number, plural } = formatIn("en");

export const messages = {
  title: "Your shelf",
  lead: "Works and pictures that you kept. They are in this browser alone: nobody else sees them, and another browser knows nothing of them until you bring them there as a file.",
  count: (count: number) => plural(count, { one: "# thing kept", other: "# things kept" }),
  unsafe:
    "This browser does not let the page store anything, or its storage is full: the shelf lasts until the page is closed. Save it as a file.",
  empty: "Nothing is kept yet",
  emptyWords:
    "The bookmark beside a work or a picture keeps it here. <search>Search the collection</search>, or <enter>choose works for a map</enter>.",
  kept: (date: string) => `Kept on ${date}`,
  picture: "Generated picture",
  gone: "This collection no longer has this work.",
  note: "Note",
  noteOn: (title: string) => `Note on ${title}`,
  notePlaceholder: "Why did you keep it?",
  remove: "Take away",
  removeOf: (title: string) => `Take ${title} off the shelf`,
  removed: (title: string) => `${title} was taken off the shelf.`,
  putBack: "Put it back",
  compare: "Compare",
  compareOf: (title: string) => `Compare ${title}`,
  compareHint: "Mark two to look at them side by side.",
  compareOne: "One more to compare.",
  compareNow: "Look at both",
  comparing: "Side by side",
  together: "Move both together",
  back: "Back to the shelf",
  save: "Take it with you",
  asJson: "JSON",
  asCsv: "Table (CSV)",
  asManifest: "IIIF manifest",
  saveHint:
    "JSON brings the shelf to another browser; the table opens in a spreadsheet; a IIIF manifest opens in Mirador and other museum viewers.",
  preparing: (done: number, all: number) => `Looking up ${number(done)} of ${number(all)}…`,
  saved: (name: string) => `${name} was saved.`,
  standIns: (count: number) =>
    plural(count, {
      one: "The museum’s picture of # work can’t be reached from here; the manifest has the generator’s rendering in its place, marked so.",
      other:
        "The museums’ pictures of # works can’t be reached from here; the manifest has the generator’s renderings in their place, marked so.",
    }),
  bring: "Bring a shelf back",
  brought: (count: number) =>
    count === 0
      ? "Everything in that file is here already."
      : plural(count, { one: "# thing was added.", other: "# things were added." }),
  notOurs: "This is no shelf that was saved here as JSON. Nothing was changed.",
  tooLarge: (mebibytes: number) => `A shelf has at most ${number(mebibytes)} MiB; this file has more.`,
  manifest: {
    shelf: "A shelf in Gen Studio",
    artist: "Artist",
    date: "Date",
    culture: "Culture",
    medium: "Medium",
    museum: "Museum",
    recipe: "Recipe",
    rights: "Credit",
    generated: "Drawn by a generator; not an object of any collection",
    objectPage: "The work’s page at its museum",
  },
};

export type Messages = typeof messages;
