// Words around every view, French.
import type { Messages } from "./en";

export const messages: Messages = {
  rooms: {
    map: "Carte",
    blend: "Mélange",
    walk: "Promenade",
    search: "Recherche",
    shelf: "Étagère",
    about: "À propos",
  },
  main: "Navigation principale",
  menu: "Menu",
  close: "Fermer",
  language: "Langue",
  darkRoom: "Salle sombre",
  whiteWall: "Mur blanc",
  skip: "Aller au contenu",
  foot: "Les données et les images des œuvres viennent de collections ouvertes de musées ; la page de chaque œuvre nomme son musée et sa licence. Ce que dessine le générateur est signalé et n’appartient à aucune collection.",
  verify: "Un modèle a-t-il dessiné cette image ?",
  howItWorks: "Comment ça marche",
  notHere: {
    title: "Rien ici",
    heading: "Il n’y a rien à cette adresse",
    words: "Le lien est peut-être ancien, ou une lettre s’est perdue. Les œuvres, elles, sont toujours là.",
  },
  broke: {
    title: "Un incident",
    heading: "Cette page n’a pas pu être montrée",
    words: "La recharger aide souvent, par exemple quand le studio vient d’être renouvelé.",
    said: (message) => `Le message : ${message}`,
    again: "Recharger",
  },
  ways: "<enter>Choisir des œuvres pour commencer</enter>, ou <search>chercher dans la collection</search>.",
};
