// The words around a picture that the generator draws live, Dutch.
import type { Messages } from "./en";

export const messages: Messages = {
  drawing: "Wordt getekend…",
  drawnAs: (shares) => `Door de generator getekend: ${shares}`,
  drawn: (shares) => `Getekend: ${shares}`,
  download: "Downloaden",
  copyLink: "Link kopiëren",
  linkCopied: "Link gekopieerd",
  theLinkIsCopied: "De link is gekopieerd",
  noCopying: "De browser staat hier geen kopiëren toe; neem de link uit dit veld:",
  keep: "Op de plank bewaren",
  kept: "Op de plank",
  shelfFull: "De plank is vol",
  addWork: "Werk toevoegen",
  findWork: "Zoek een werk op woorden",
  found: "Gevonden werken",
  noneFound: "Geen werk past bij deze woorden.",
  addNamed: (title) => `${title} toevoegen`,
  drawHere: {
    label: "Op dit apparaat tekenen terwijl er iets beweegt",
    off: "De generator wordt één keer opgehaald; bewegen vraagt de dienst daarna niets meer.",
    trying: "De generator wordt gevraagd…",
    fetching: (megabytes: string) => `De generator, ${megabytes} MB, wordt opgehaald en geprobeerd…`,
    on: "Wat beweegt wordt hier getekend; wat rust, bewaard of gedeeld wordt, komt van de dienst.",
    refused: "Dit apparaat tekent niet hetzelfde; de dienst tekent verder.",
  },
};
