// Words about the studio, English.
import { formatIn } from "@/lib/i18n/format";

const { number } = formatIn("en");

export const messages = {
  title: "About",
  heading: "How it works",
  contents: "On this page",
  how: {
    seed: {
      heading: "A work becomes numbers",
      words: (length: number) =>
        `The generator is a neural network that draws a picture from ${number(length)} numbers, its seed. For each work the seed was sought whose picture comes nearest to it. That picture is the work’s rendering, and it can be a distant likeness.`,
    },
    between: {
      heading: "Numbers can be mixed",
      words:
        "Between two seeds there are others. A map mixes the seeds of the works around a point, the nearer ones more; a blend mixes them by the weights that you give. The generator draws the mixture, and on a work’s own place exactly that work’s seed.",
    },
    alike: {
      heading: "Likeness can be measured",
      words:
        "A second network describes any picture by a long row of numbers. Works whose numbers point the same way look alike, as far as a network learns that from works of one artist, culture, kind or century: so the studio finds the real works nearest to a generated picture, to a work, or to a picture of yours. A picture that you give is compared and forgotten.",
    },
    seedOf: (work: string) => `The seed of ${work}, number by number`,
  },
  figures: {
    heading: "The running release",
    works: "works in the collection",
    seeds: "works with a seed",
    numbers: "numbers in a seed",
    sizes: "pixels: the sizes drawn",
    sizesEnlarged: (learnt: number) =>
      `pixels: the sizes drawn; learnt at ${number(learnt)}, above that enlarged`,
    release: "Release",
    generator: "Generator, SHA-256",
    encoder: "Encoder, SHA-256",
    engine: "Drawn by",
  },
  real: {
    heading: "What is real, and what is generated",
    words:
      "Works and their facts come from museums. Whatever the generator draws is marked in blue on these pages, and in its file by metadata and an invisible watermark; downloads are signed as well. Generated pictures show what the network has learnt, with all its gaps and leanings, and say nothing true about any work, maker or culture.",
  },
  leanings: {
    heading: "What it has seen, and what hardly",
    words:
      "A collection leans, and so does a network that learnt from it: what is rare here is drawn poorly and found seldom. These are the catalogue’s own counts.",
    others:
      "Shown: the most frequent values. Facts stand as the museums word them, so that one culture can have several names.",
  },
  card: { heading: "Model card", waiting: "the model card", english: "The card is written in English." },
  credits: {
    heading: "Credits and licences",
    works:
      "The works are held, photographed and described by these museums; each work’s page names its own licence:",
    code: "Code and trained networks: MIT. The idea is that of Gen Studio (Microsoft, MIT and The Met, 2019) and of MosAIC (2020).",
    fonts:
      "Typefaces, all under the SIL Open Font License: Newsreader by Production Type, Instrument Sans by Rodrigo Fuenzalida and Jordan Egstad, Markazi Text by Borna Izadpanah, Florian Runge and Fiona Ross, IBM Plex Sans Arabic by IBM.",
  },
  access: {
    heading: "Accessibility",
    points: [
      "These pages aim at WCAG 2.2, level AA. Each view is checked by a program (axe) in both rooms, from 360 pixels of width on, and the main journeys are walked by keyboard alone, on every change.",
      "The map can be walked by arrow keys, by two sliders, and by the list of its works, which has the same powers.",
      "Nothing moves by itself where your device asks for less motion; elsewhere what moves can be paused.",
      "A generated picture is described by what it is made of, since nobody knows what it depicts. Pictures of works are described by their titles.",
      "Not yet done: tests with people who use assistive technology. If something stands in your way, tell the museum that runs this studio.",
    ],
  },
  languages: {
    heading: "Languages",
    words:
      "The pages are in English, French, Dutch and Arabic. The translations were made by a language model and have not been read by native speakers yet. Facts about works, the model card and messages of the services stay in the language of their source.",
  },
};

export type Messages = typeof messages;
