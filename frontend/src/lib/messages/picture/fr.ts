// The words around a picture that the generator draws live, French.
import type { Messages } from "./en";

export const messages: Messages = {
  drawing: "Dessin en cours…",
  drawnAs: (shares) => `Dessiné par le générateur : ${shares}`,
  drawn: (shares) => `Dessiné : ${shares}`,
  download: "Télécharger",
  copyLink: "Copier le lien",
  linkCopied: "Lien copié",
  theLinkIsCopied: "Le lien est copié",
  noCopying: "Le navigateur ne permet pas de copier ici ; prenez le lien dans ce champ :",
  keep: "Garder sur l’étagère",
  kept: "Sur l’étagère",
  shelfFull: "L’étagère est pleine",
  addWork: "Ajouter une œuvre",
  findWork: "Trouver une œuvre par ses mots",
  found: "Œuvres trouvées",
  noneFound: "Aucune œuvre ne correspond à ces mots.",
  addNamed: (title) => `Ajouter ${title}`,
  drawHere: {
    label: "Dessiner sur cet appareil pendant le mouvement",
    off: "Le générateur est chargé une fois ; bouger ne demande ensuite plus rien au service.",
    trying: "Demande du générateur…",
    fetching: (megabytes: string) => `Chargement du générateur, ${megabytes} Mo, et essai…`,
    on: "Ce qui bouge est dessiné ici ; ce qui est au repos, gardé ou partagé vient du service.",
    refused: "Cet appareil ne dessine pas à l’identique ; le service continue de dessiner.",
  },
};
