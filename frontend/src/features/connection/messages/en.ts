// Words of the connections, English.
import { formatIn } from "@/lib/i18n/format";

const { number, plural } = formatIn("en");

export const messages = {
  title: "Connections",
  fromTo: (from: string, to: string) => `From <cite>${from}</cite> to <cite>${to}</cite>`,
  from: (from: string) => `From <cite>${from}</cite> to …`,
  lead: (steps: number) =>
    plural(steps, {
      one: "One step: the two are neighbours.",
      other: "# steps, each to one of the 15 works nearest to the one before.",
    }),
  looking: "Looking for the way…",
  exhausted: "No chain of close works leads there.",
  exhaustedUnder:
    "Under these conditions no chain of close works leads there. Take one away, or look the other way round.",
  gaveUp: (looked: number) =>
    `The way was not found: after the neighbours of ${number(looked)} works the search gave up. The two are far apart.`,
  begin: "Begin",
  alike: (percent: string) => `${percent} alike`,
  weakest: "the weakest step",
  weakestNamed: (from: string, to: string, percent: string) =>
    `The weakest step leads from <cite>${from}</cite> to <cite>${to}</cite>: they are ${percent} alike.`,
  chain: "The chain of works",
  theChain: "the chain",
  turn: "The other way round",
  other: "Another end",
  back: (title: string) => `Back to <cite>${title}</cite>`,
  choose: "Which work shall the chain lead to?",
  search: "Search for the work at the end",
  placeholder: "Artist, title, place, material…",
  leadTo: (title: string) => `Lead the chain to ${title}`,
  some: "Some works to choose from",
  works: "works",
  none: (words: string) => `Nothing in the collection has “${words}”.`,
};

export type Messages = typeof messages;
