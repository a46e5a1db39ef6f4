// Words of the check of a picture's origin, English.
import { formatIn } from "@/lib/i18n/format";

const { percent } = formatIn("en");

export const messages = {
  title: "Did a model draw this?",
  lead: "Everything that is drawn here carries marks: a watermark in its pixels, a line in its file, and in downloads a signed account of its origin. Give a picture, and the marks that it has are read to you. It is looked at and forgotten.",
  give: "Check a picture",
  field: "Picture to check",
  another: "Check another picture",
  dropHint: "It can also be dropped here or pasted.",
  letGo: "Let go to check this picture.",
  checking: "Reading its marks…",
  yours: "Your picture",
  verdict: {
    ours: "Yes. Gen Studio drew this picture.",
    claimed: "Its file says so, but our watermark is not in it.",
    unmarked: "No mark of a model was found.",
  },
  means: {
    ours: "It is no object of any collection.",
    claimed: "Anybody can write into a file. Another program may have drawn it, or someone may only say so.",
    unmarked:
      "That proves nothing: other generators mark otherwise or not at all, and a mark can be lost when a picture is cut, shrunk or photographed.",
  },
  marks: "Its marks, one by one",
  watermark: "Watermark in the pixels",
  watermarkFound: (scale: string | null) =>
    scale === null ? "Found." : `Found, in a picture of ${scale} its first size.`,
  watermarkNone: "Not found.",
  metadata: "Line in the file (XMP)",
  metadataFound: (tool: string) => `It names ${tool} as the maker. Anybody can write that.`,
  metadataOther: "There are notes in the file, but none of a generator.",
  metadataNone: "The file says nothing.",
  noTool: "a generator",
  signature: "Signed account (C2PA)",
  signatures: {
    none: "None. Only downloads have one.",
    broken: "It is broken: the file was changed after it was signed, so what it says does not count.",
    ours: "Whole, and signed by this studio.",
    stranger: "Whole, but signed by somebody whom this studio does not know.",
  },
  signer: (name: string) => `Signed as “${name}”.`,
  redrawing: "Drawn again",
  redrawings: {
    none: "No recipe was found, so it can’t be drawn again.",
    elsewhere: "Its recipe is of another release than the one that is running, which can’t draw it.",
    exact: "This release draws the recipe again, and every pixel is the same.",
    alike: "This release draws the recipe again, and it is the same picture, saved anew or scaled.",
    other:
      "This release draws the recipe again, but it looks different: the picture was cut or edited, or carries another one’s marks.",
  },
  again: "The recipe, drawn again",
  recipe: "Recipe",
  release: "Release",
  parents: "Made of these works",
  share: (weight: number) => percent(weight),
};

export type Messages = typeof messages;
