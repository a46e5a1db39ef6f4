// Words about the studio, French.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number } = formatIn("fr");

export const messages: Messages = {
  title: "À propos",
  heading: "Comment ça marche",
  contents: "Sur cette page",
  how: {
    seed: {
      heading: "Une œuvre devient des nombres",
      words: (length) =>
        `Le générateur est un réseau de neurones qui dessine une image à partir de ${number(length)} nombres, sa graine. Pour chaque œuvre, on a cherché la graine dont l’image s’en approche le plus. Cette image est le rendu de l’œuvre, et la ressemblance peut être lointaine.`,
    },
    between: {
      heading: "Les nombres se mélangent",
      words:
        "Entre deux graines, il y en a d’autres. Une carte mélange les graines des œuvres autour d’un point, les plus proches davantage ; un mélange suit les poids que vous donnez. Le générateur dessine le résultat et, à la place même d’une œuvre, exactement sa graine.",
    },
    alike: {
      heading: "La ressemblance se mesure",
      words:
        "Un second réseau décrit toute image par une longue suite de nombres. Les œuvres dont les nombres vont dans le même sens se ressemblent, autant qu’un réseau peut l’apprendre d’œuvres d’un même artiste, d’une même culture, d’un même genre ou d’un même siècle : le studio trouve ainsi les œuvres réelles les plus proches d’une image générée, d’une œuvre ou d’une image à vous. L’image que vous donnez est comparée, puis oubliée.",
    },
    seedOf: (work) => `La graine de ${work}, nombre par nombre`,
  },
  figures: {
    heading: "La version en service",
    works: "œuvres dans la collection",
    seeds: "œuvres avec une graine",
    numbers: "nombres dans une graine",
    sizes: "pixels : les tailles dessinées",
    sizesEnlarged: (learnt) =>
      `pixels : les tailles dessinées ; apprises à ${number(learnt)}, agrandies au-delà`,
    release: "Version",
    generator: "Générateur, SHA-256",
    encoder: "Encodeur, SHA-256",
    engine: "Dessiné par",
  },
  real: {
    heading: "Ce qui est réel, ce qui est généré",
    words:
      "Les œuvres et leurs données viennent des musées. Tout ce que dessine le générateur est signalé en bleu sur ces pages, et dans le fichier par des métadonnées et un filigrane invisible ; les téléchargements sont en outre signés. Les images générées montrent ce que le réseau a appris, avec ses lacunes et ses penchants, et ne disent rien de vrai d’une œuvre, d’un auteur ou d’une culture.",
  },
  leanings: {
    heading: "Ce qu’il a vu, et ce qu’il n’a guère vu",
    words:
      "Une collection penche, et avec elle le réseau qui en a appris : ce qui est rare ici est mal dessiné et rarement trouvé. Voici les comptes du catalogue même.",
    others:
      "Les valeurs les plus fréquentes sont montrées. Les données gardent les mots des musées, si bien qu’une culture peut porter plusieurs noms.",
  },
  card: {
    heading: "Fiche du modèle",
    waiting: "la fiche du modèle",
    english: "La fiche est rédigée en anglais.",
  },
  credits: {
    heading: "Crédits et licences",
    works:
      "Les œuvres sont conservées, photographiées et décrites par ces musées ; la page de chaque œuvre nomme sa licence :",
    code: "Code et réseaux entraînés : MIT. L’idée est celle de Gen Studio (Microsoft, MIT et The Met, 2019) et de MosAIC (2020).",
    fonts:
      "Caractères, tous sous SIL Open Font License : Newsreader de Production Type, Instrument Sans de Rodrigo Fuenzalida et Jordan Egstad, Markazi Text de Borna Izadpanah, Florian Runge et Fiona Ross, IBM Plex Sans Arabic d’IBM.",
  },
  access: {
    heading: "Accessibilité",
    points: [
      "Ces pages visent le niveau AA de WCAG 2.2. À chaque changement, un programme (axe) vérifie chaque page dans les deux salles, dès 360 pixels de large, et les principaux parcours se font au clavier seul.",
      "La carte se parcourt avec les flèches, avec deux curseurs, et par la liste de ses œuvres, qui peut tout autant.",
      "Rien ne bouge de soi-même quand votre appareil demande moins d’animation ; ailleurs, ce qui bouge peut être arrêté.",
      "Une image générée est décrite par ce qui la compose, car nul ne sait ce qu’elle représente. Les images d’œuvres sont décrites par leurs titres.",
      "Pas encore fait : des essais avec des personnes qui utilisent des aides techniques. Si quelque chose vous gêne, dites-le au musée qui tient ce studio.",
    ],
  },
  languages: {
    heading: "Langues",
    words:
      "Les pages existent en anglais, français, néerlandais et arabe. Les traductions sont l’ouvrage d’un modèle de langage et n’ont pas encore été relues par des locuteurs natifs. Les données des œuvres, la fiche du modèle et les messages des services restent dans la langue de leur source.",
  },
};
