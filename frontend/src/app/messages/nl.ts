// Words around every view, Dutch.
import type { Messages } from "./en";

export const messages: Messages = {
  rooms: {
    map: "Kaart",
    blend: "Mengsel",
    walk: "Wandeling",
    search: "Zoeken",
    shelf: "Plank",
    about: "Over",
  },
  main: "Hoofdmenu",
  menu: "Menu",
  close: "Sluiten",
  language: "Taal",
  darkRoom: "Donkere zaal",
  whiteWall: "Witte muur",
  skip: "Naar de inhoud",
  foot: "Gegevens en afbeeldingen van werken komen uit open museumcollecties; de pagina van elk werk noemt het museum en de licentie. Wat de generator tekent is als zodanig gemerkt en is geen voorwerp uit een collectie.",
  verify: "Heeft een model dit beeld getekend?",
  howItWorks: "Hoe het werkt",
  notHere: {
    title: "Niet hier",
    heading: "Op dit adres is niets",
    words: "Misschien is de link oud, of is er een letter weg. De werken zijn er allemaal nog.",
  },
  broke: {
    title: "Er ging iets stuk",
    heading: "Deze pagina kon niet worden getoond",
    words: "Opnieuw laden helpt vaak, bijvoorbeeld nadat de studio is vernieuwd.",
    said: (message) => `De melding: ${message}`,
    again: "Opnieuw laden",
  },
  ways: "<enter>Kies werken om te beginnen</enter>, of <search>zoek in de collectie</search>.",
};
