// The words of the blend view, English.
import { formatIn } from "@/lib/i18n/format";

const { number, plural } = formatIn("en");

export const messages = {
  name: "Blend",
  title: (works: number) =>
    works === 1
      ? "One work, changed"
      : plural(works, { one: "A blend of # work", other: "A blend of # works" }),
  noneTitle: "A blend needs a work to begin with",
  noneText:
    "Choose up to eight works; how much of each goes in, and what is done to them then, is up to you.",
  choose: "Choose works",

  works: "Works",
  weightOf: (title: string) => `How much of ${title}`,
  exactly: (what: string) => `${what}, as a number`,
  mute: "Mute",
  muted: "Muted",
  muteWork: (title: string) => `Mute ${title}`,
  moreLike: "More like this",
  lessLike: "Less like this",
  moreLikeWork: (title: string) => `More like ${title}`,
  lessLikeWork: (title: string) => `Less like ${title}`,
  asItIs: "Likeness as it is",
  towards: (amount: string) => `${amount} nearer to it`,
  away: (amount: string) => `${amount} away from it`,
  takeAway: "Take away",
  takeAwayWork: (title: string) => `Take ${title} out of the blend`,
  allSilent: "No work weighs anything. Give one of them some weight, or unmute it.",

  changes: "Changes",
  putBack: "Put back",
  putBackOf: (what: string) => `Put back ${what}`,
  putAllBack: "Put all changes back",
  truncation: "Boldness",
  truncationHelp: "Lower is plainer and surer, higher wilder.",
  variation: "Variation",
  variationHelp: "How far towards a chance blend of two other works.",
  another: "Another variation",
  directions: {
    lightness: "Lightness",
    warmth: "Warmth",
    contrast: "Contrast",
    colourfulness: "Colourfulness",
    complexity: "Complexity",
  } as Readonly<Record<string, string>>,
  direction: (count: number) => `Direction ${number(count)}`,
  grows: (attribute: string) => `more ${attribute.toLowerCase()}`,
  shrinks: (attribute: string) => `less ${attribute.toLowerCase()}`,
  furtherDirections: "Further directions",
  furtherHelp:
    "Along these the generator’s pictures vary most. They were found by looking at the generator alone; most have no name.",
  noMoreDirections: (most: number) => `Up to ${number(most)} directions at a time; put one back first.`,

  compare: "Compare with before",
  before: "Before",
  after: "After",
  beforeIs: "Before is",
  wipe: "How much of the picture before is seen",
  plainBlend: "the plain blend",
  stopComparing: "Stop comparing",
  downloadMoved:
    "The file names its recipe; the works alone would not draw it again, so they are not signed into it.",

  lineage: "What you tried",
  lineageHelp: "Each step is one press away, and begins a new branch when you go on from it.",
  step: (count: number) => `Step ${number(count)}`,
  stepFrom: (count: number, from: number) => `Step ${number(count)}, from step ${number(from)}`,
  from: (step: number) => `from ${number(step)}`,
  forget: "Forget the others",

  canvas: "On one canvas",
  canvasHelp:
    "Hang several blends in one picture. In a frieze, neighbours melt into each other by the blends in between.",
  addThis: "Hang this blend",
  addAll: "Hang each work alone",
  clear: "Empty the canvas",
  as: "Arrangement",
  arrangements: { strip: "Strip", grid: "Grid", frieze: "Frieze" },
  between: "Blends in between",
  acrossRow: "In a row",
  pieces: "Blends on the canvas",
  openPiece: (count: number) => `Take blend ${number(count)} up again`,
  earlier: (count: number) => `Hang blend ${number(count)} earlier`,
  later: (count: number) => `Hang blend ${number(count)} later`,
  takeDown: (count: number) => `Take blend ${number(count)} down`,
  canvasPicture: (pieces: number) =>
    plural(pieces, {
      one: "Composed by the generator from # blend",
      other: "Composed by the generator from # blends",
    }),
  one: "One more, and there is a canvas.",
  full: (most: number) => `${number(most)} blends hang already; take one down first.`,
  fewerBetween: (count: number) => `With so many blends there is room for ${number(count)} in between.`,
  downloadCanvas: "Download the canvas",
  preparing: "Preparing…",
  drawing: "Drawing…",
};

export type Messages = typeof messages;
