// Words of the connections, French.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("fr");

export const messages: Messages = {
  title: "Connexions",
  fromTo: (from, to) => `De <cite>${from}</cite> à <cite>${to}</cite>`,
  from: (from) => `De <cite>${from}</cite> à …`,
  lead: (steps) =>
    plural(steps, {
      one: "Un seul pas : elles sont voisines.",
      other: "# pas, chacun vers l’une des 15 œuvres les plus proches de la précédente.",
    }),
  looking: "Recherche du chemin…",
  exhausted: "Aucune chaîne d’œuvres proches n’y mène.",
  exhaustedUnder:
    "Sous ces conditions, aucune chaîne d’œuvres proches n’y mène. Retirez-en une, ou cherchez dans l’autre sens.",
  gaveUp: (looked) =>
    `Le chemin n’a pas été trouvé : après les voisines de ${number(looked)} œuvres, la recherche s’est arrêtée. Les deux sont éloignées.`,
  begin: "Départ",
  alike: (percent) => `ressemblance ${percent}`,
  weakest: "le pas le plus faible",
  weakestNamed: (from, to, percent) =>
    `Le pas le plus faible mène de <cite>${from}</cite> à <cite>${to}</cite> : leur ressemblance est de ${percent}.`,
  chain: "La chaîne d’œuvres",
  theChain: "la chaîne",
  turn: "Dans l’autre sens",
  other: "Une autre arrivée",
  back: (title) => `Retour à <cite>${title}</cite>`,
  choose: "À quelle œuvre la chaîne doit-elle mener ?",
  search: "Chercher l’œuvre d’arrivée",
  placeholder: "Artiste, titre, lieu, matière…",
  leadTo: (title) => `Mener la chaîne à ${title}`,
  some: "Quelques œuvres à choisir",
  works: "les œuvres",
  none: (words) => `Rien dans la collection ne porte « ${words} ».`,
};
