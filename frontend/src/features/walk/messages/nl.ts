// The words of the walk, Dutch.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("nl");

export const messages: Messages = {
  name: "Wandeling",
  title: (stops, picture) =>
    picture
      ? plural(stops - 1, {
          one: "Een wandeling vanhier langs # werk",
          other: "Een wandeling vanhier langs # werken",
        })
      : plural(stops, { one: "Een wandeling langs # werk", other: "Een wandeling langs # werken" }),
  tooFewTitle: "Een wandeling vraagt minstens twee werken",
  tooFewText: "Kies er tot acht; de weg van het ene naar het andere wordt hier gefilmd.",
  choose: "Werken kiezen",
  leadRound: "De generator komt langs elk werk en tekent alles wat ertussen ligt. Ze eindigt waar ze begon.",
  leadThrough:
    "De generator komt langs elk werk en tekent alles wat ertussen ligt, van het eerste tot het laatste.",
  onTheWay: "Werken onderweg",
  start: "Waar u stond",
  earlier: (title) => `Eerder langs ${title}`,
  later: (title) => `Later langs ${title}`,
  takeAway: "Weghalen",
  takeAwayNamed: (title) => `${title} uit de wandeling halen`,

  pace: "Tempo",
  paces: { brisk: "Vlot", calm: "Kalm", slow: "Langzaam" },
  easing: "Bij elke halte",
  easings: { smooth: "Vertragen", linear: "Gestaag doorlopen" },
  loop: "Terug naar het begin",
  file: "Bestand",
  begin: "De wandeling filmen",
  again: "Opnieuw filmen",
  openMap: "De kaart openen",

  film: "De film van de wandeling, door de generator getekend",
  byHandHint: "Loop de wandeling zelf; de film tekent er elke stap van.",
  byHand: "Waar op de wandeling",
  between: (share, from, to) => `${share} van de weg van ${from} naar ${to}`,
  stopsByHand: "Haltes van de wandeling",
  goToByHand: (title) => `Ga naar ${title}`,
  drawing: (share) => `Wordt getekend, ${share}`,
  progress: "Hoeveel getekend is",
  keepAs: (format) => `Bewaren als ${format}`,
  play: "Afspelen",
  pause: "Pauze",
  scrub: "Waar in de film",
  frame: (frame, frames) => `Beeld ${number(frame)} van ${number(frames)}`,
  goToStops: "Haltes van de film",
  goTo: (title) => `Naar ${title} in de film`,
};
