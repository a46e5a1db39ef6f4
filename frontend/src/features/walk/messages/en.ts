// The words of the walk, English.
import { formatIn } from "@/lib/i18n/format";

const { number, plural } = formatIn("en");

export const messages = {
  name: "Walk",
  title: (stops: number, picture: boolean) =>
    picture
      ? plural(stops - 1, { one: "A walk from here by # work", other: "A walk from here by # works" })
      : plural(stops, { one: "A walk by # work", other: "A walk by # works" }),
  tooFewTitle: "A walk needs two works at least",
  tooFewText: "Choose up to eight of them; the way from one to the next is filmed here.",
  choose: "Choose works",
  leadRound: "The generator passes by each work and draws all that lies between. It ends where it began.",
  leadThrough:
    "The generator passes by each work and draws all that lies between, from the first to the last.",
  onTheWay: "Works on the way",
  start: "Where you stood",
  earlier: (title: string) => `Pass by ${title} earlier`,
  later: (title: string) => `Pass by ${title} later`,
  takeAway: "Take away",
  takeAwayNamed: (title: string) => `Take ${title} off the walk`,

  pace: "Pace",
  paces: { brisk: "Brisk", calm: "Calm", slow: "Slow" },
  easing: "At each stop",
  easings: { smooth: "Slow down", linear: "Pass steadily" },
  loop: "Back to the beginning",
  file: "File",
  begin: "Film the walk",
  again: "Film it anew",
  openMap: "Open the map",

  film: "The film of the walk, drawn by the generator",
  byHandHint: "Move along the walk yourself; the film draws every step of it.",
  byHand: "Where on the walk",
  between: (share: string, from: string, to: string) => `${share} of the way from ${from} to ${to}`,
  stopsByHand: "Stops of the walk",
  goToByHand: (title: string) => `Go to ${title}`,
  drawing: (share: string) => `Drawing, ${share}`,
  progress: "How much is drawn",
  keepAs: (format: string) => `Keep it as ${format}`,
  play: "Play",
  pause: "Pause",
  scrub: "Where in the film",
  frame: (frame: number, frames: number) => `Frame ${number(frame)} of ${number(frames)}`,
  goToStops: "Stops of the film",
  goTo: (title: string) => `Go to ${title} in the film`,
};

export type Messages = typeof messages;
