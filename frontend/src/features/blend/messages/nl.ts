// The words of the blend view, Dutch.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("nl");

export const messages: Messages = {
  name: "Mengen",
  title: (works) =>
    works === 1
      ? "Eén werk, veranderd"
      : plural(works, { one: "Een mengsel van # werk", other: "Een mengsel van # werken" }),
  noneTitle: "Een mengsel begint met een werk",
  noneText: "Kies tot acht werken; hoeveel van elk erin gaat, en wat er dan mee gebeurt, bepaalt u.",
  choose: "Werken kiezen",

  works: "Werken",
  weightOf: (title) => `Hoeveel van ${title}`,
  exactly: (what) => `${what}, als getal`,
  mute: "Dempen",
  muted: "Gedempt",
  muteWork: (title) => `${title} dempen`,
  moreLike: "Meer zoals dit",
  lessLike: "Minder zoals dit",
  moreLikeWork: (title) => `Meer zoals ${title}`,
  lessLikeWork: (title) => `Minder zoals ${title}`,
  asItIs: "Gelijkenis zoals ze is",
  towards: (amount) => `${amount} dichterbij`,
  away: (amount) => `${amount} verder weg`,
  takeAway: "Weghalen",
  takeAwayWork: (title) => `${title} uit het mengsel halen`,
  allSilent: "Geen werk weegt iets. Geef een ervan gewicht, of hef de demping op.",

  changes: "Veranderingen",
  putBack: "Terugzetten",
  putBackOf: (what) => `${what} terugzetten`,
  putAllBack: "Alles terugzetten",
  truncation: "Durf",
  truncationHelp: "Lager is soberder en zekerder, hoger wilder.",
  variation: "Variatie",
  variationHelp: "Hoe ver naar een toevallige menging van twee andere werken.",
  another: "Een andere variatie",
  directions: {
    lightness: "Lichtheid",
    warmth: "Warmte",
    contrast: "Contrast",
    colourfulness: "Kleur",
    complexity: "Complexiteit",
  },
  direction: (count) => `Richting ${number(count)}`,
  grows: (attribute) => `meer ${attribute.toLowerCase()}`,
  shrinks: (attribute) => `minder ${attribute.toLowerCase()}`,
  furtherDirections: "Verdere richtingen",
  furtherHelp:
    "Langs deze verschillen de beelden van de generator het meest. Ze zijn gevonden door alleen naar de generator te kijken; de meeste hebben geen naam.",
  noMoreDirections: (most) => `Tot ${number(most)} richtingen tegelijk; zet er eerst een terug.`,

  compare: "Vergelijken met ervoor",
  before: "Ervoor",
  after: "Erna",
  beforeIs: "Ervoor is",
  wipe: "Hoeveel van het beeld ervoor te zien is",
  plainBlend: "het gewone mengsel",
  stopComparing: "Niet meer vergelijken",
  downloadMoved:
    "Het bestand noemt zijn recept; de werken alleen zouden het niet opnieuw tekenen, dus zijn ze er niet in ondertekend.",

  lineage: "Wat u probeerde",
  lineageHelp: "Elke stap is één druk weg, en begint een nieuwe tak als u ervandaan verdergaat.",
  step: (count) => `Stap ${number(count)}`,
  stepFrom: (count, from) => `Stap ${number(count)}, vanaf stap ${number(from)}`,
  from: (step) => `vanaf ${number(step)}`,
  forget: "De andere vergeten",

  canvas: "Op één doek",
  canvasHelp:
    "Hang meerdere mengsels in één beeld. In een fries versmelten buren met elkaar door de mengsels ertussen.",
  addThis: "Dit mengsel ophangen",
  addAll: "Elk werk apart ophangen",
  clear: "Het doek leegmaken",
  as: "Schikking",
  arrangements: { strip: "Strook", grid: "Raster", frieze: "Fries" },
  between: "Mengsels ertussen",
  acrossRow: "Per rij",
  pieces: "Mengsels op het doek",
  openPiece: (count) => `Mengsel ${number(count)} weer opnemen`,
  earlier: (count) => `Mengsel ${number(count)} eerder hangen`,
  later: (count) => `Mengsel ${number(count)} later hangen`,
  takeDown: (count) => `Mengsel ${number(count)} afnemen`,
  canvasPicture: (pieces) =>
    plural(pieces, {
      one: "Door de generator samengesteld uit # mengsel",
      other: "Door de generator samengesteld uit # mengsels",
    }),
  one: "Nog één, en er is een doek.",
  full: (most) => `Er hangen al ${number(most)} mengsels; neem er eerst een af.`,
  fewerBetween: (count) => `Met zoveel mengsels is er plaats voor ${number(count)} ertussen.`,
  downloadCanvas: "Het doek downloaden",
  preparing: "Wordt voorbereid…",
  drawing: "Wordt getekend…",
};
