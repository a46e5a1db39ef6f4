// Shared words, French.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("fr");

export const messages: Messages = {
  untitled: "Œuvre sans titre",
  untitledOf: (kind) => `Sans titre (${kind})`,
  makerNotKnown: "Auteur inconnu",
  ownPicture: "Votre image",
  ownPictureMaker: "Telle que le générateur la dessine",
  original: "Original",
  originalOf: (museum) => `Original, ${museum}`,
  alike: (percent) => `${percent} de ressemblance`,

  facets: {
    classification: "Catégorie",
    culture: "Culture",
    medium: "Technique",
    artist: "Artiste",
    museum: "Musée",
    department: "Département",
  },

  generated: "Généré",
  generatedBadge: "Généré, pas une œuvre",
  generatedRendering: "Rendu généré",
  generatedNote: "Dessiné par le générateur — n’appartient à aucune collection",
  renderingOf: (work) => `Le rendu généré de ${work}`,
  noPicture: "Aucune image à montrer",
  originalsOutOfReach:
    "Les images de certains musées sont hors d’atteinte ; les rendus du générateur les remplacent.",

  somethingWrong: "Quelque chose n’a pas marché",
  noReason: (status) => `Le service a répondu ${status} sans dire pourquoi. Réessayez dans un instant.`,
  unreachedTitle: "Le studio est injoignable",
  unreachedDetail: "Aucune réponse. Vérifiez la connexion, puis réessayez.",
  requestId: (id) => `Requête ${id}`,
  tryAgain: "Réessayer",
  waitingFor: (what) => `En attente : ${what}`,

  years: {
    from: "De",
    to: "à",
    set: "Fixer",
    setYears: "Fixer les années",
    notAYear: "Une année est un nombre entier jusqu’à 9999 ; −480 veut dire 480 av. J.-C.",
    wrongOrder: "La première année vient après la dernière.",
  },

  card: {
    use: (title) => `Choisir : ${title}`,
    full: (most) => `${number(most)} œuvres sont déjà choisies ; retirez-en une d’abord`,
  },

  keep: {
    toKeep: "Garder",
    isKept: "Gardé",
    keep: (title) => `Garder sur votre étagère : ${title}`,
    kept: (title) => `Gardé sur votre étagère ; retirer : ${title}`,
    full: "Votre étagère est pleine ; retirez-en d’abord quelque chose",
  },

  zoom: {
    what: "image à regarder de près",
    nearer: "Plus près",
    farther: "Plus loin",
    whole: "Image entière",
  },

  upload: {
    photo: "Prendre une photo",
    tooLarge: "Trop grande",
    size: (size, limit) =>
      `Cette image fait ${size} Mio ; ${number(limit)} Mio au plus peuvent être regardés. Enregistrez-la plus petite, puis réessayez.`,
    invalid: "Ce n’est pas une image",
    empty: "Ce fichier est vide ; choisissez une autre image.",
  },

  why: {
    where: "À quel endroit ?",
    oneIn: (pairs) => `Aussi proches qu’une paire d’œuvres sur ${number(pairs)}`,
    rarer: (pairs) => `Plus proches que toutes les paires d’œuvres, sauf une sur ${number(pairs)}`,
    common: "Pas plus proches que bien des paires d’œuvres",
    shared: (facts) => `En commun : ${facts}`,
    facts: {
      artist: "l’artiste",
      culture: "la culture",
      classification: "la catégorie",
      century: "le siècle",
    },
  },

  tray: {
    label: "Œuvres choisies",
    chosen: (count, most) => `${number(count)} œuvres choisies sur ${number(most)}`,
    toGo: (missing) => plural(missing, { one: "encore une", other: "encore #" }),
    map: "Ouvrir la carte",
    walk: "Promenade",
    blend: "Mélanger",
    more: "En choisir d’autres",
    takeAway: (title) => `Retirer ${title}`,
  },
};
