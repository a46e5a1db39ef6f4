// Words about the studio, Dutch.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number } = formatIn("nl");

export const messages: Messages = {
  title: "Over",
  heading: "Hoe het werkt",
  contents: "Op deze pagina",
  how: {
    seed: {
      heading: "Een werk wordt getallen",
      words: (length) =>
        `De generator is een neuraal netwerk dat een beeld tekent uit ${number(length)} getallen, zijn zaad. Voor elk werk is het zaad gezocht waarvan het beeld er het dichtst bij komt. Dat beeld is de weergave van het werk, en de gelijkenis kan ver te zoeken zijn.`,
    },
    between: {
      heading: "Getallen laten zich mengen",
      words:
        "Tussen twee zaden liggen andere. Een kaart mengt de zaden van de werken rond een punt, de nabije het meest; een mengsel volgt de gewichten die u geeft. De generator tekent het mengsel, en op de plek van een werk precies het zaad van dat werk.",
    },
    alike: {
      heading: "Gelijkenis laat zich meten",
      words:
        "Een tweede netwerk beschrijft elk beeld met een lange reeks getallen. Werken waarvan de getallen dezelfde kant op wijzen, lijken op elkaar, voor zover een netwerk dat leert van werken van één kunstenaar, cultuur, soort of eeuw: zo vindt de studio de echte werken die het dichtst bij een gegenereerd beeld, een werk of een beeld van u liggen. Een beeld dat u geeft, wordt vergeleken en vergeten.",
    },
    seedOf: (work) => `Het zaad van ${work}, getal voor getal`,
  },
  figures: {
    heading: "De draaiende uitgave",
    works: "werken in de collectie",
    seeds: "werken met een zaad",
    numbers: "getallen in een zaad",
    sizes: "pixels: de getekende maten",
    sizesEnlarged: (learnt) => `pixels: de getekende maten; geleerd op ${number(learnt)}, daarboven vergroot`,
    release: "Uitgave",
    generator: "Generator, SHA-256",
    encoder: "Encoder, SHA-256",
    engine: "Getekend door",
  },
  real: {
    heading: "Wat echt is en wat gegenereerd",
    words:
      "Werken en hun gegevens komen van musea. Alles wat de generator tekent is op deze pagina’s blauw gemerkt, en in het bestand door metadata en een onzichtbaar watermerk; downloads zijn ook ondertekend. Gegenereerde beelden tonen wat het netwerk heeft geleerd, met al zijn leemten en neigingen, en zeggen niets waars over een werk, maker of cultuur.",
  },
  leanings: {
    heading: "Wat het heeft gezien, en wat nauwelijks",
    words:
      "Een collectie helt over, en een netwerk dat ervan leerde ook: wat hier zeldzaam is, wordt slecht getekend en weinig gevonden. Dit zijn de eigen tellingen van de catalogus.",
    others:
      "Getoond: de meest voorkomende waarden. Gegevens staan zoals de musea ze verwoorden, zodat één cultuur meer namen kan hebben.",
  },
  card: {
    heading: "Modelkaart",
    waiting: "de modelkaart",
    english: "De kaart is in het Engels geschreven.",
  },
  credits: {
    heading: "Dank en licenties",
    works:
      "De werken worden bewaard, gefotografeerd en beschreven door deze musea; de pagina van elk werk noemt de licentie:",
    code: "Code en getrainde netwerken: MIT. Het idee is van Gen Studio (Microsoft, MIT en The Met, 2019) en van MosAIC (2020).",
    fonts:
      "Letters, alle onder de SIL Open Font License: Newsreader van Production Type, Instrument Sans van Rodrigo Fuenzalida en Jordan Egstad, Markazi Text van Borna Izadpanah, Florian Runge en Fiona Ross, IBM Plex Sans Arabic van IBM.",
  },
  access: {
    heading: "Toegankelijkheid",
    points: [
      "Deze pagina’s streven naar WCAG 2.2, niveau AA. Bij elke wijziging controleert een programma (axe) elke pagina in beide zalen, vanaf 360 pixels breed, en worden de belangrijkste wegen met alleen het toetsenbord afgelegd.",
      "De kaart laat zich bewandelen met pijltjestoetsen, met twee schuiven, en met de lijst van werken, die hetzelfde kan.",
      "Niets beweegt uit zichzelf waar uw apparaat om minder beweging vraagt; elders kan wat beweegt worden stilgezet.",
      "Een gegenereerd beeld wordt beschreven met waaruit het bestaat, want niemand weet wat het voorstelt. Beelden van werken worden met hun titels beschreven.",
      "Nog niet gedaan: proeven met mensen die hulptechnologie gebruiken. Staat u iets in de weg, zeg het dan tegen het museum dat deze studio beheert.",
    ],
  },
  languages: {
    heading: "Talen",
    words:
      "De pagina’s zijn er in het Engels, Frans, Nederlands en Arabisch. De vertalingen zijn gemaakt door een taalmodel en nog niet door moedertaalsprekers gelezen. Gegevens over werken, de modelkaart en berichten van de diensten blijven in de taal van hun bron.",
  },
};
