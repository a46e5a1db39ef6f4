// Words of a work's page, English.
import { formatIn } from "@/lib/i18n/format";

const { number, plural } = formatIn("en");

export const messages = {
  title: "Artwork",
  cannotShow: "This work can’t be shown",
  waiting: "Waiting for the work",
  facts: "More that has the same",
  period: "Period",
  materials: "Made of",
  tags: "Shows",
  hues: "Colours",
  looks: "Looks",
  byProgram: "Read from the picture by a program, not by the museum.",
  objectPage: (museum: string) => `The work’s page at ${museum}`,
  itsMuseum: "its museum",
  waitingForPicture: "Waiting for the museum’s picture…",
  rendering: "The generator’s rendering, not the work itself.",
  noPictureKnown: "No picture of the original is known to this collection.",
  outOfReach: (museum: string) => `The picture at ${museum} can’t be reached from here.`,
  theMuseum: "the museum",
  closer: "Look closer",
  closeCloser: "Close",
  fidelity: {
    first: (all: number) =>
      `Shown this rendering alone, the search finds the work itself first among ${number(all)}: what makes it this work is there.`,
    near: (place: number, all: number) =>
      `Shown this rendering alone, the search finds the work itself in place ${number(place)} of ${number(all)}: the likeness is loose.`,
    far: (place: number, all: number) =>
      `Shown this rendering alone, the search finds the work itself only in place ${number(place)} of ${number(all)}: little of it is left.`,
    lost: (shown: number, all: number) =>
      `Shown this rendering alone, the search does not find the work among the ${number(shown)} nearest of ${number(all)}: it is hardly to be recognised.`,
  },
  useInMap: "Use in map",
  takeOut: "Take out of the map",
  useInBlend: "Use in blend",
  useInWalk: "Use in walk",
  full: (most: number) => `${number(most)} works are chosen already; take one away first.`,
  oneMore: "Chosen. A map needs one more: pick one below, or <enter>among all</enter>.",
  kin: "Its nearest kin in every culture, medium and century",
  chain: (title: string) => `The chain of works from here to <cite>${title}</cite>`,
  connect: "Find the chain of works to another one",
  similar: {
    heading: "Works that look like this one",
    onlySame: "Only works of the same",
    same: {
      culture: "Same culture",
      medium: "Same medium",
      classification: "Same classification",
      artist: "Same artist",
      museum: "Same museum",
    },
    comparing: "Comparing…",
    nearest: (shown: number, all: number) => `The ${number(shown)} nearest of ${number(all)} works`,
    fit: (count: number) =>
      plural(count, { one: "# work fits these conditions", other: "# works fit these conditions" }),
    none: "No other work fits all of these conditions. Take one away to see more.",
    notClose: "Nothing here is really like it; these come nearest.",
    label: "Similar works",
    waiting: "similar works",
  },
};

export type Messages = typeof messages;
