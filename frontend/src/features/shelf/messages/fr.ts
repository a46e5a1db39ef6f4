// Words of the shelf, French.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("fr");

export const messages: Messages = {
  title: "Votre étagère",
  lead: "Les œuvres et les images que vous avez gardées. Elles ne sont que dans ce navigateur : personne d’autre ne les voit, et un autre navigateur n’en sait rien tant que vous ne les y apportez pas dans un fichier.",
  count: (count) => plural(count, { one: "# élément gardé", other: "# éléments gardés" }),
  unsafe:
    "Ce navigateur ne laisse rien enregistrer, ou sa mémoire est pleine : l’étagère dure jusqu’à la fermeture de la page. Enregistrez-la dans un fichier.",
  empty: "Rien n’est encore gardé",
  emptyWords:
    "Le signet à côté d’une œuvre ou d’une image la garde ici. <search>Cherchez dans la collection</search>, ou <enter>choisissez des œuvres pour une carte</enter>.",
  kept: (date) => `Gardé le ${date}`,
  picture: "Image générée",
  gone: "Cette collection n’a plus cette œuvre.",
  note: "Note",
  noteOn: (title) => `Note sur ${title}`,
  notePlaceholder: "Pourquoi l’avez-vous gardé ?",
  remove: "Retirer",
  removeOf: (title) => `Retirer ${title} de l’étagère`,
  removed: (title) => `${title} a été retiré de l’étagère.`,
  putBack: "Le remettre",
  compare: "Comparer",
  compareOf: (title) => `Comparer ${title}`,
  compareHint: "Cochez-en deux pour les voir côte à côte.",
  compareOne: "Encore un à comparer.",
  compareNow: "Voir les deux",
  comparing: "Côte à côte",
  together: "Déplacer les deux ensemble",
  back: "Retour à l’étagère",
  save: "À emporter",
  asJson: "JSON",
  asCsv: "Tableau (CSV)",
  asManifest: "Manifeste IIIF",
  saveHint:
    "Le JSON apporte l’étagère dans un autre navigateur ; le tableau s’ouvre dans un tableur ; le manifeste IIIF s’ouvre dans Mirador et d’autres visionneuses de musée.",
  preparing: (done, all) => `Recherche : ${number(done)} sur ${number(all)}…`,
  saved: (name) => `${name} a été enregistré.`,
  standIns: (count) =>
    plural(count, {
      one: "L’image de # œuvre est hors d’atteinte chez son musée ; le manifeste met à sa place l’image du générateur, signalée comme telle.",
      other:
        "Les images de # œuvres sont hors d’atteinte chez leurs musées ; le manifeste met à leur place celles du générateur, signalées comme telles.",
    }),
  bring: "Rapporter une étagère",
  brought: (count) =>
    count === 0
      ? "Tout ce que contient ce fichier est déjà là."
      : plural(count, { one: "# élément a été ajouté.", other: "# éléments ont été ajoutés." }),
  notOurs: "Ce n’est pas une étagère enregistrée ici en JSON. Rien n’a été modifié.",
  tooLarge: (mebibytes) => `Une étagère a au plus ${number(mebibytes)} Mio ; ce fichier en a davantage.`,
  manifest: {
    shelf: "Une étagère de Gen Studio",
    artist: "Artiste",
    date: "Date",
    culture: "Culture",
    medium: "Matière et technique",
    museum: "Musée",
    recipe: "Recette",
    rights: "Crédit",
    generated: "Dessiné par un générateur ; n’appartient à aucune collection",
    objectPage: "La page de l’œuvre chez son musée",
  },
};
