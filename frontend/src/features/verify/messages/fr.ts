// Words of the check of a picture's origin, French.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { percent } = formatIn("fr");

export const messages: Messages = {
  title: "Un modèle l’a-t-il dessinée ?",
  lead: "Tout ce qui est dessiné ici porte des marques : un filigrane dans ses pixels, une ligne dans son fichier et, dans les téléchargements, un récit signé de son origine. Donnez une image, et ses marques vous sont lues. Elle est regardée puis oubliée.",
  give: "Vérifier une image",
  field: "Image à vérifier",
  another: "Vérifier une autre image",
  dropHint: "On peut aussi la déposer ici ou la coller.",
  letGo: "Lâchez pour vérifier cette image.",
  checking: "Lecture de ses marques…",
  yours: "Votre image",
  verdict: {
    ours: "Oui. Gen Studio a dessiné cette image.",
    claimed: "Son fichier le dit, mais notre filigrane n’y est pas.",
    unmarked: "Aucune marque d’un modèle n’a été trouvée.",
  },
  means: {
    ours: "Elle n’appartient à aucune collection.",
    claimed:
      "N’importe qui peut écrire dans un fichier. Un autre programme a pu la dessiner, ou quelqu’un le prétend seulement.",
    unmarked:
      "Cela ne prouve rien : d’autres générateurs marquent autrement ou pas du tout, et une marque peut se perdre quand une image est coupée, réduite ou photographiée.",
  },
  marks: "Ses marques, une à une",
  watermark: "Filigrane dans les pixels",
  watermarkFound: (scale) =>
    scale === null ? "Trouvé." : `Trouvé, dans une image à ${scale} de sa première taille.`,
  watermarkNone: "Absent.",
  metadata: "Ligne dans le fichier (XMP)",
  metadataFound: (tool) => `Elle nomme ${tool} comme auteur. N’importe qui peut l’écrire.`,
  metadataOther: "Le fichier contient des indications, mais aucune d’un générateur.",
  metadataNone: "Le fichier ne dit rien.",
  noTool: "un générateur",
  signature: "Récit signé (C2PA)",
  signatures: {
    none: "Aucun. Seuls les téléchargements en ont un.",
    broken: "Il est rompu : le fichier a été modifié après la signature, ce qu’il dit ne compte donc pas.",
    ours: "Entier, et signé par ce studio.",
    stranger: "Entier, mais signé par quelqu’un que ce studio ne connaît pas.",
  },
  signer: (name) => `Signé « ${name} ».`,
  redrawing: "Dessinée à nouveau",
  redrawings: {
    none: "Aucune recette n’a été trouvée : elle ne peut être dessinée à nouveau.",
    elsewhere: "Sa recette est d’une autre version que celle en service, qui ne peut la dessiner.",
    exact: "Cette version redessine la recette, et chaque pixel est le même.",
    alike: "Cette version redessine la recette, et c’est la même image, réenregistrée ou redimensionnée.",
    other:
      "Cette version redessine la recette, mais le résultat diffère : l’image a été coupée ou retouchée, ou porte les marques d’une autre.",
  },
  again: "La recette, dessinée à nouveau",
  recipe: "Recette",
  release: "Version",
  parents: "Faite de ces œuvres",
  share: (weight) => percent(weight),
};
