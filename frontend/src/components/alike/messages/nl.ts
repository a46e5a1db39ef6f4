// Words of where two pictures are alike, Dutch.
import type { Messages } from "./en";

export const messages: Messages = {
  title: "Waar ze op elkaar lijken",
  how: "Hoe sterker het blauw, hoe meer die plek aan de gelijkenis bijdraagt. Dezelfde letter merkt plekken die er hetzelfde uitzien.",
  renderings: "Getoond op de weergaven van de generator waar de foto van een museum niet bereikbaar is.",
  looking: "Plek voor plek vergelijken…",
  yours: "Uw beeld",
  overlay: "Blauw over het beeld",
  close: "Sluiten",
};
