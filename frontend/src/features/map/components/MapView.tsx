// The map: a terrain between landmarks, the picture of its point, and the real works that this picture is like.
import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo, useState } from "react";
import { Link } from "react-router";
import { AddWork } from "@/components/AddWork";
import controls from "@/components/controls.module.css";
import { LocalDrawingSwitch } from "@/components/local-drawing/LocalDrawingSwitch";
import { useLocalDraw } from "@/components/local-drawing/use-local-draw";
import { ProblemNote } from "@/components/ProblemNote";
import { MOVING, RESTING, useLivePicture } from "@/components/use-live-picture";
import { artworkQuery } from "@/lib/api/get-artwork";
import { mapQuery } from "@/lib/api/get-map";
import { useMessages } from "@/lib/i18n/catalogue";
import { address, MAX_WORKS, MIN_WORKS } from "@/lib/url/works";
import { useMapState } from "../hooks/use-map-state";
import { MapSeeds } from "../map-seeds";
import { withLandmarkAt, withoutWork } from "../map-url";
import { mapMessages } from "../messages";
import { placesOf } from "../places";
import { following, placeIn, zoomedAt } from "../view";
import { Landmarks } from "./Landmarks";
import { MapPicture } from "./MapPicture";
import styles from "./MapView.module.css";
import { Nearest } from "./Nearest";
import { Plane } from "./Plane";
import { PlaneWays } from "./PlaneWays";
import { PositionFields } from "./PositionFields";

export function MapView() {
  const say = useMessages(mapMessages);
  const hand = useMapState();
  const { state, resting } = hand;
  const { works, point, view, locked, terrain } = state;
  const [arranging, setArranging] = useState(false);
  // the landmarks stay while one of them moves, and are asked for anew with other works
  const layout = useQuery({ ...mapQuery(works, state.at), placeholderData: keepPreviousData });
  const told = useDeferredValue(layout.data); // what is drawn when it comes is drawn in pieces
  const known = told?.landmarks.length === works.length ? told : undefined;
  const artworks = useQueries({ queries: works.map(artworkQuery) });
  const map = known?.id ?? null;
  const wish = useMemo(
    () =>
      map === null
        ? null
        : {
            key: `${map}@${point.x},${point.y}`,
            asked: { map, x: point.x, y: point.y },
            size: resting ? RESTING : MOVING,
          },
    [map, point.x, point.y, resting],
  );
  const seeds = useMemo(() => new MapSeeds(known ?? null), [known]);
  const live = useLivePicture(wish, useLocalDraw(seeds.draw, seeds.find));
  const title = say.title(works.length);

  if (works.length < MIN_WORKS) {
    return (
      <div className={styles.few}>
        <title>{`${say.name} – Gen Studio`}</title>
        <h1>{say.tooFewTitle}</h1>
        <p>{say.tooFewText}</p>
        <Link className={controls.strong} to={address("/", { works: works.join(",") })}>
          {say.choose}
        </Link>
      </div>
    );
  }
  if (layout.isError) {
    return (
      <div className={styles.few}>
        <title>{`${say.name} – Gen Studio`}</title>
        <h1>{say.cannot}</h1>
        <ProblemNote failure={layout.error} onRetry={() => void layout.refetch()} />
        <Link className={controls.button} to="/">
          {say.chooseOthers}
        </Link>
      </div>
    );
  }
  const places = placesOf(
    known?.landmarks ?? [],
    artworks.map((query) => query.data),
    live.drawn !== null && live.drawn.wish.asked.map === map ? live.drawn.picture.weights : null,
  );
  const move = (to: { x: number; y: number }) => {
    hand.move(to);
    if (view.zoom > 0) hand.look((seen) => following(seen, to));
  };
  const go = (to: { x: number; y: number }) => {
    hand.rest(to);
    if (view.zoom > 0) hand.look((seen) => following(seen, to, 0.2));
  };
  const put = (landmark: number, to: { x: number; y: number }) => {
    hand.set((now) => withLandmarkAt(now, places, landmark, to));
  };
  return (
    <>
      <title>{`${title} – Gen Studio`}</title>
      <h1 className={styles.heading}>{title}</h1>
      <div className={styles.map}>
        <div className={styles.plane}>
          <Plane
            terrain={terrain ? map : null}
            places={places}
            point={point}
            view={view}
            waiting={layout.isPending}
            locked={locked}
            busy={!live.settled}
            arranging={arranging}
            onMove={move}
            onRest={hand.rest}
            onLook={hand.look}
            onPlace={put}
          />
          <PlaneWays
            view={view}
            locked={locked}
            arranging={arranging}
            terrain={terrain}
            onZoom={(steps) => {
              const { across, down } = placeIn(view, point);
              hand.look((seen) => zoomedAt(seen, steps, across, down));
            }}
            onLook={hand.look}
            onLock={() => {
              hand.set((now) => ({ ...now, locked: !now.locked }));
            }}
            onArrange={() => {
              setArranging(!arranging);
            }}
            onTerrain={() => {
              hand.set((now) => ({ ...now, terrain: !now.terrain }));
            }}
          />
          <p id="map-help" className={styles.help}>
            {arranging ? say.arrangeHelp : locked ? say.lockHelp : say.help}
          </p>
          <LocalDrawingSwitch />
        </div>
        <div className={styles.picture}>
          <MapPicture live={live} places={places} works={works} />
        </div>
        <div className={styles.landmarks}>
          <Landmarks
            places={places}
            point={point}
            locked={locked}
            onGo={go}
            onPut={(landmark) => {
              put(landmark, point);
            }}
            onRemove={
              works.length > MIN_WORKS
                ? (work) => {
                    hand.set((now) => withoutWork(now, work));
                  }
                : null
            }
          />
          {works.length < MAX_WORKS && (
            <AddWork
              works={works}
              onAdd={(work) => {
                hand.set((now) => ({ ...now, works: [...now.works, work], at: [...now.at, null] }));
              }}
            />
          )}
          <PositionFields point={point} locked={locked} onMove={move} />
        </div>
      </div>
      <Nearest picture={live.settled && live.drawn !== null ? live.drawn.picture : null} />
    </>
  );
}
