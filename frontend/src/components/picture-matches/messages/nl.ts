// Words of the works most like a picture, Dutch.
import { formatIn } from "@/lib/i18n/format";
import type { Messages } from "./en";

const { number, plural } = formatIn("nl");

export const messages: Messages = {
  yourPicture: "Uw beeld",
  mostLike: "Werken die het meest op uw beeld lijken",
  pictureGone: "Het beeld is er niet meer",
  pictureGoneWords:
    "Gegeven beelden worden niet bewaard: ze zijn weg als de pagina opnieuw geladen wordt. Geef het nog eens om te zoeken.",
  comparing: "Uw beeld wordt met de collectie vergeleken…",
  comparingAgain: "Vergelijken…",
  nearest: (shown, all) =>
    `De ${number(shown)} naaste van ${plural(all, { one: "# werk", other: "# werken" })}`,
  notClose: "Niets hier lijkt er echt op.",
  notCloseWords:
    "Van honderd paren werken lijkt er één meer op elkaar dan uw beeld en het beste van deze. Ze komen het dichtst in de buurt, meer niet.",
  none: "Geen werk past",
  nonePicture:
    "Uw beeld is vergeleken, maar geen werk past bij deze voorwaarden. Haal er een weg om meer te zien.",
  similarWorks: "gelijkende werken",
  more: "Meer tonen",

  draw: "Laat de generator het tekenen",
  drawNote:
    "Hij zoekt de getallen die uw beeld zo gelijkend mogelijk tekenen. Daarna kan het op een kaart staan en gemengd worden als een werk. Uw beeld zelf wordt niet bewaard.",
  drawn: "Uw beeld zoals de generator het tekent",
  looking: (share) => `Zoeken, ${share}`,
  progress: "Hoever het zoeken is",
  asItIsDrawn:
    "Dichter komt de generator niet bij uw beeld. Hij heeft alleen van kunstwerken geleerd en ziet het uwe als een daarvan.",
  choose: "Kies het voor een kaart of mengsel",
  isChosen: "Gekozen",
};
