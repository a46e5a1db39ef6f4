// The words of the map, Dutch.
import type { Messages } from "./en";

const NUMBERS = ["geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht"];

export const messages: Messages = {
  name: "Kaart",
  title: (works) => `Tussen ${NUMBERS[works] ?? works} werken`,
  tooFewTitle: "Een kaart vraagt minstens twee werken",
  tooFewText: "Kies er tot acht; wat ertussen ligt, wordt hier getekend.",
  choose: "Werken kiezen",
  cannot: "Deze kaart kan niet getekend worden",
  chooseOthers: "Andere werken kiezen",

  help: "Sleep het punt of druk ergens. De pijltjestoetsen verplaatsen het, met Shift in grotere stappen; Home brengt het naar het midden. Een wiel, twee vingers of + en − gaan dichterbij; sleep met Shift om rond te kijken.",
  lockHelp: "Het punt staat vast. Rondkijken mag; maak het los om verder te gaan.",
  arrangeHelp: "Sleep een baken naar waar het moet staan. Waar het staat, bepaalt wat ertussen ligt.",
  pointBetween: (titles) => `Punt tussen ${titles.join(", ")}`,
  pointAt: (x, y, shares) => `${x} naar rechts, ${y} naar beneden. ${shares}`,
  zoom: "Dichterbij en verder weg",
  nearer: "Dichterbij",
  farther: "Verder weg",
  whole: "Hele kaart",
  lock: "Punt vastzetten",
  arrange: "Bakens verplaatsen",
  terrain: "Terrein",

  walkHere: "Hier een wandeling beginnen",
  blendHere: "Deze delen mengen",

  landmarks: "Bakens",
  goTo: "Erheen",
  here: "Hier",
  goToNamed: (title) => `Naar ${title} gaan`,
  putHere: "Hierheen halen",
  putHereNamed: (title) => `${title} verplaatsen naar het punt`,
  takeAway: "Weghalen",
  takeOff: (title) => `${title} van de kaart halen`,
  bySliders: "Met schuiven verplaatsen",
  across: "Naar rechts",
  down: "Naar beneden",
  exactly: (what) => `${what}, als getal`,

  nearest: "Echte werken die het meest op dit beeld lijken",
  looking: "De collectie wordt doorzocht…",
};
