// The picture of the point, large, and the ways to keep it or to go on from it.
import { Link } from "react-router";
import controls from "@/components/controls.module.css";
import { PictureFrame } from "@/components/PictureFrame";
import { PictureWays } from "@/components/PictureWays";
import type { LivePicture } from "@/components/use-live-picture";
import { downloadUrl } from "@/lib/api/pictures";
import { useMessages } from "@/lib/i18n/catalogue";
import { address } from "@/lib/url/works";
import type { MapPoint } from "../api/draw-point";
import type { PointPicture } from "../api/get-map-point";
import { mapMessages } from "../messages";
import { sharesInWords, sharesOf, type Place } from "../places";
import styles from "./MapPicture.module.css";

interface Props {
  live: LivePicture<MapPoint, PointPicture>;
  places: readonly Place[];
  works: readonly string[];
}

export function MapPicture({ live, places, works }: Props) {
  const say = useMessages(mapMessages);
  const { drawn, settled } = live;
  const recipe = settled && drawn !== null ? drawn.picture.recipe : null;
  const shares = sharesInWords(places);
  return (
    <div className={styles.all}>
      <div className={styles.hung}>
        <PictureFrame
          live={live}
          shares={shares}
          data={drawn === null ? {} : { "data-x": drawn.wish.asked.x, "data-y": drawn.wish.asked.y }}
        />
      </div>
      <div className={styles.under}>
        <PictureWays
          recipe={recipe}
          file={recipe === null ? "" : downloadUrl(recipe, sharesOf(places))}
          title={shares}
        />
        <p className={styles.on}>
          {/* its place is kept while the picture is on its way: under a finger the plane must not move */}
          {recipe === null ? (
            <span className={controls.plain} data-away="true">
              {say.walkHere}
            </span>
          ) : (
            <Link className={controls.plain} to={address("/walk", { works: works.join(","), start: recipe })}>
              {say.walkHere}
            </Link>
          )}{" "}
          <Link
            className={controls.plain}
            to={address("/blend", { works: works.join(","), mix: mixOf(places) })}
          >
            {say.blendHere}
          </Link>
        </p>
      </div>
    </div>
  );
}

/** The same shares for the blend view, in hundredths. */
function mixOf(places: readonly Place[]): string {
  return places.map((place) => Math.round((place.weight ?? 0) * 100)).join(".");
}
