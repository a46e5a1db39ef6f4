// Shared words, English.
import { formatIn } from "@/lib/i18n/format";

const { number, plural } = formatIn("en");

export const messages = {
  untitled: "Untitled work",
  untitledOf: (kind: string) => `Untitled (${kind})`,
  makerNotKnown: "Maker not known",
  ownPicture: "Your picture",
  ownPictureMaker: "As the generator draws it",
  original: "Original",
  originalOf: (museum: string) => `Original, ${museum}`,
  alike: (percent: string) => `${percent} alike`,

  facets: {
    classification: "Classification",
    culture: "Culture",
    medium: "Medium",
    artist: "Artist",
    museum: "Museum",
    department: "Department",
  },

  generated: "Generated",
  generatedBadge: "Generated, not an artwork",
  generatedRendering: "Generated rendering",
  generatedNote: "Drawn by the generator — not an object of any collection",
  renderingOf: (work: string) => `The generator’s rendering of ${work}`,
  noPicture: "No picture can be shown",
  originalsOutOfReach:
    "Some museums’ pictures can’t be reached from here; the generator’s renderings stand in for them.",

  somethingWrong: "Something went wrong",
  noReason: (status: number) => `The service answered ${status} without saying why. Try again in a moment.`,
  unreachedTitle: "The studio can’t be reached",
  unreachedDetail: "No answer came. Check the connection, then try again.",
  requestId: (id: string) => `Request ${id}`,
  tryAgain: "Try again",
  waitingFor: (what: string) => `Waiting for ${what}`,

  years: {
    from: "From",
    to: "to",
    set: "Set",
    setYears: "Set years",
    notAYear: "A year is a whole number up to 9999; −480 means 480 BCE.",
    wrongOrder: "The first year is after the last one.",
  },

  card: {
    use: (title: string) => `Choose: ${title}`,
    full: (most: number) => `${number(most)} works are chosen already; take one away first`,
  },

  keep: {
    toKeep: "Keep",
    isKept: "Kept",
    keep: (title: string) => `Keep on your shelf: ${title}`,
    kept: (title: string) => `Kept on your shelf; take off: ${title}`,
    full: "Your shelf is full; take something off it first",
  },

  zoom: {
    what: "picture to look into",
    nearer: "Nearer",
    farther: "Farther",
    whole: "Whole picture",
  },

  upload: {
    photo: "Take a photo",
    tooLarge: "Too large",
    size: (size: string, limit: number) =>
      `This picture has ${size} MiB; at most ${number(limit)} MiB can be looked at. Save it smaller, then try again.`,
    invalid: "Not a picture",
    empty: "This file is empty; choose another picture.",
  },

  why: {
    where: "Where?",
    oneIn: (pairs: number) => `As alike as one in ${number(pairs)} pairs of works`,
    rarer: (pairs: number) => `More alike than all but one in ${number(pairs)} pairs of works`,
    common: "No more alike than many pairs of works",
    shared: (facts: string) => `In common: ${facts}`,
    facts: { artist: "artist", culture: "culture", classification: "classification", century: "century" },
  },

  tray: {
    label: "Chosen works",
    chosen: (count: number, most: number) => `${number(count)} of ${number(most)} works chosen`,
    toGo: (missing: number) => plural(missing, { one: "one more to go", other: "# more to go" }),
    map: "Open the map",
    walk: "Walk",
    blend: "Blend",
    more: "Choose more",
    takeAway: (title: string) => `Take away ${title}`,
  },
};

export type Messages = typeof messages;
