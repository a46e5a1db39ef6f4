// The words of the map, English.
const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight"];

export const messages = {
  name: "Map",
  title: (works: number) => `Between ${NUMBERS[works] ?? works} works`,
  tooFewTitle: "A map needs two works at least",
  tooFewText: "Choose up to eight of them; what lies between them is drawn here.",
  choose: "Choose works",
  cannot: "This map can’t be drawn",
  chooseOthers: "Choose other works",

  help: "Drag the point or press anywhere. Arrow keys move it, with Shift in larger steps; Home takes it to the middle. A wheel, two fingers or + and − go nearer; drag with Shift to look around.",
  lockHelp: "The point is locked. Looking around is free; unlock it to move on.",
  arrangeHelp: "Drag a landmark to where it should stand. Where it stands says what lies between.",
  pointBetween: (titles: readonly string[]) => `Point between ${titles.join(", ")}`,
  pointAt: (x: number, y: number, shares: string) => `${x} across, ${y} down. ${shares}`,
  zoom: "Nearer and farther",
  nearer: "Nearer",
  farther: "Farther",
  whole: "Whole map",
  lock: "Lock the point",
  arrange: "Move landmarks",
  terrain: "Terrain",

  walkHere: "Start a walk here",
  blendHere: "Blend these shares",

  landmarks: "Landmarks",
  goTo: "Go to it",
  here: "Here",
  goToNamed: (title: string) => `Go to ${title}`,
  putHere: "Move it here",
  putHereNamed: (title: string) => `Move ${title} to where the point is`,
  takeAway: "Take away",
  takeOff: (title: string) => `Take ${title} off the map`,
  bySliders: "Move by sliders",
  across: "Across",
  down: "Down",
  exactly: (what: string) => `${what}, as a number`,

  nearest: "Real works most like this picture",
  looking: "Looking through the collection…",
};

export type Messages = typeof messages;
