// The map: a plane between landmarks, the picture of its point, and the real works that this picture is like.
import { useQueries, useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import controls from "@/components/controls.module.css";
import { ProblemNote } from "@/components/ProblemNote";
import { artworkQuery } from "@/lib/api/get-artwork";
import { mapQuery } from "@/lib/api/get-map";
import { address } from "@/lib/url/works";
import { useMapPicture } from "../hooks/use-map-picture";
import { useMapPoint } from "../hooks/use-map-point";
import { placesOf } from "../places";
import { Landmarks } from "./Landmarks";
import styles from "./MapView.module.css";
import { Nearest } from "./Nearest";
import { Picture } from "./Picture";
import { Plane } from "./Plane";
import { PositionFields } from "./PositionFields";

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight"];

export function MapView() {
  const map = useMapPoint();
  const { works, point, resting } = map;
  const layout = useQuery(mapQuery(works));
  const artworks = useQueries({ queries: works.map(artworkQuery) });
  const picture = useMapPicture(layout.data?.id ?? null, point, resting);
  const chooseMore = address("/", { works: works.join(",") });

  if (works.length < 2) {
    return (
      <div className={styles.few}>
        <title>Map – Gen Studio</title>
        <h1>A map needs two works at least</h1>
        <p>Choose them on the shelf; what lies between them is drawn here.</p>
        <Link className={controls.strong} to={chooseMore}>
          Choose works
        </Link>
      </div>
    );
  }
  if (layout.isError) {
    return (
      <div className={styles.few}>
        <title>Map – Gen Studio</title>
        <h1>This map can’t be drawn</h1>
        <ProblemNote failure={layout.error} onRetry={() => void layout.refetch()} />
        <Link className={controls.button} to="/">
          Choose other works
        </Link>
      </div>
    );
  }
  const places = placesOf(
    layout.data?.landmarks ?? [],
    artworks.map((query) => query.data),
    picture.drawn !== null && picture.drawn.map === layout.data?.id ? picture.drawn.weights : null,
  );
  return (
    <>
      <title>{`Between ${NUMBERS[works.length] ?? ""} works – Gen Studio`}</title>
      <h1 className={styles.heading}>Between {NUMBERS[works.length]} works</h1>
      <div className={styles.map}>
        <div className={styles.plane}>
          <Plane
            places={places}
            point={point}
            waiting={layout.isPending}
            onMove={map.move}
            onRest={map.rest}
          />
          <p id="map-help" className={styles.help}>
            Drag the point or press anywhere. Arrow keys move it, with Shift in larger steps; Home takes it to
            the middle.
          </p>
        </div>
        <div className={styles.picture}>
          <Picture picture={picture} places={places} />
        </div>
        <div className={styles.landmarks}>
          <Landmarks
            places={places}
            point={point}
            chooseMore={chooseMore}
            onGo={map.rest}
            onRemove={works.length > 2 ? map.remove : null}
          />
          <PositionFields point={point} onMove={map.move} />
        </div>
      </div>
      <Nearest picture={picture.settled ? picture.drawn : null} />
    </>
  );
}
