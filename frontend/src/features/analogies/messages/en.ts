// Words of the analogies, English.
import { formatIn } from "@/lib/i18n/format";

const { plural } = formatIn("en");

function ordinal(count: number): string {
  const ending = Math.floor(count / 10) % 10 === 1 ? "th" : (["th", "st", "nd", "rd"][count % 10] ?? "th");
  return `${count}${ending}`;
}

export const messages = {
  title: "Analogies",
  kinds: {
    culture: "Culture",
    medium: "Medium",
    century: "Century",
    classification: "Kind of work",
    artist: "Artist",
    museum: "Museum",
  },
  across: {
    culture: (title: string) => `<cite>${title}</cite> across cultures`,
    medium: (title: string) => `<cite>${title}</cite> across media`,
    century: (title: string) => `<cite>${title}</cite> across centuries`,
    classification: (title: string) => `<cite>${title}</cite> across kinds of works`,
    artist: (title: string) => `<cite>${title}</cite> across artists`,
    museum: (title: string) => `<cite>${title}</cite> across museums`,
  },
  nearest: {
    culture: "Nearest work across cultures",
    medium: "Nearest work across media",
    century: "Nearest work across centuries",
    classification: "Nearest work across kinds of works",
    artist: "Nearest work across artists",
    museum: "Nearest work across museums",
  },
  none: {
    culture: "No other work here says what its culture is.",
    medium: "No other work here says what its medium is.",
    century: "No other work here says when it was made.",
    classification: "No other work here says what kind of work it is.",
    artist: "No other work here says who made it.",
    museum: "No other work here says where it is.",
  },
  noneUnder: "No other work fits all of these conditions. Take one away to see more.",
  sideBySide: "Side by side",
  each: "Of each",
  lead: "In each, the works that look most like it, nearest first. Nothing is left out: of every group all works were compared.",
  comparing: "Comparing…",
  shown: (count: number) => plural(count, { one: "# group", other: "# groups" }),
  more: "Show more groups",
  kin: "kin",
  century: (count: number, before: boolean) => `${ordinal(count)} century${before ? " BCE" : ""}`,
};

export type Messages = typeof messages;
