// Words of the shelf, Dutch.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("nl");

export const messages: Messages = {
  title: "Uw plank",
  lead: "Werken en beelden die u bewaarde. Ze staan alleen in deze browser: niemand anders ziet ze, en een andere browser weet er niets van tot u ze er als bestand heen brengt.",
  count: (count) => plural(count, { one: "# ding bewaard", other: "# dingen bewaard" }),
  unsafe:
    "Deze browser laat de pagina niets bewaren, of zijn opslag is vol: de plank blijft tot de pagina dichtgaat. Sla haar op als bestand.",
  empty: "Er is nog niets bewaard",
  emptyWords:
    "De bladwijzer naast een werk of een beeld bewaart het hier. <search>Zoek in de collectie</search>, of <enter>kies werken voor een kaart</enter>.",
  kept: (date) => `Bewaard op ${date}`,
  picture: "Gegenereerd beeld",
  gone: "Deze collectie heeft dit werk niet meer.",
  note: "Notitie",
  noteOn: (title) => `Notitie bij ${title}`,
  notePlaceholder: "Waarom bewaarde u het?",
  remove: "Weghalen",
  removeOf: (title) => `${title} van de plank halen`,
  removed: (title) => `${title} is van de plank gehaald.`,
  putBack: "Terugzetten",
  compare: "Vergelijken",
  compareOf: (title) => `${title} vergelijken`,
  compareHint: "Vink er twee aan om ze naast elkaar te zien.",
  compareOne: "Nog één om te vergelijken.",
  compareNow: "Beide bekijken",
  comparing: "Naast elkaar",
  together: "Beide samen bewegen",
  back: "Terug naar de plank",
  save: "Neem het mee",
  asJson: "JSON",
  asCsv: "Tabel (CSV)",
  asManifest: "IIIF-manifest",
  saveHint:
    "JSON brengt de plank naar een andere browser; de tabel opent in een rekenblad; een IIIF-manifest opent in Mirador en andere museumviewers.",
  preparing: (done, all) => `Opzoeken: ${number(done)} van ${number(all)}…`,
  saved: (name) => `${name} is opgeslagen.`,
  standIns: (count) =>
    plural(count, {
      one: "De foto van # werk is bij het museum niet bereikbaar; het manifest heeft in plaats daarvan de weergave van de generator, zo gemerkt.",
      other:
        "De foto’s van # werken zijn bij de musea niet bereikbaar; het manifest heeft in plaats daarvan de weergaven van de generator, zo gemerkt.",
    }),
  bring: "Een plank terugbrengen",
  brought: (count) =>
    count === 0
      ? "Alles uit dat bestand staat er al."
      : plural(count, { one: "# ding is toegevoegd.", other: "# dingen zijn toegevoegd." }),
  notOurs: "Dit is geen plank die hier als JSON is opgeslagen. Er is niets veranderd.",
  tooLarge: (mebibytes) => `Een plank is hoogstens ${number(mebibytes)} MiB groot; dit bestand is groter.`,
  manifest: {
    shelf: "Een plank in Gen Studio",
    artist: "Kunstenaar",
    date: "Datering",
    culture: "Cultuur",
    medium: "Materiaal",
    museum: "Museum",
    recipe: "Recept",
    rights: "Herkomst",
    generated: "Getekend door een generator; geen object van enige collectie",
    objectPage: "De pagina van het werk bij zijn museum",
  },
};
