// The landmarks as a list: the map's twin for keys and screen readers, each with its share and all that can be done to it.
import { ArtworkImage } from "@/components/ArtworkImage";
import controls from "@/components/controls.module.css";
import { WorkLink } from "@/components/WorkLink";
import { useMessages } from "@/lib/i18n/catalogue";
import { makerOf, percent } from "@/lib/label";
import { mapMessages } from "../messages";
import { nameOf, type Place } from "../places";
import { samePlace, type Point } from "../plane";
import styles from "./Landmarks.module.css";

interface Props {
  places: readonly Place[];
  point: Point;
  locked: boolean;
  onGo: (point: Point) => void;
  /** The landmark of this number comes to where the point is. */
  onPut: (landmark: number) => void;
  /** null where none can be spared. */
  onRemove: ((work: string) => void) | null;
}

export function Landmarks({ places, point, locked, onGo, onPut, onRemove }: Props) {
  const say = useMessages(mapMessages);
  const works = places.map((place) => place.artwork);
  return (
    <section aria-labelledby="landmarks">
      <h2 id="landmarks" className={styles.head}>
        {say.landmarks}
      </h2>
      <ol className={styles.list}>
        {places.map((place, landmark) => {
          const here = samePlace(place, point);
          return (
            <li key={place.artwork} className={styles.landmark}>
              <div className={styles.thumb}>
                {place.work !== null && <ArtworkImage artwork={place.work} size={64} mark="dot" alt="" />}
              </div>
              <div className={styles.words}>
                <p>
                  <bdi>
                    <WorkLink id={place.artwork} works={works} className={styles.name}>
                      {nameOf(place)}
                    </WorkLink>
                  </bdi>
                </p>
                {place.work !== null && (
                  <p className={styles.maker}>
                    <bdi>{makerOf(place.work)}</bdi>
                  </p>
                )}
                <p className={styles.ways}>
                  <button
                    type="button"
                    className={controls.plain}
                    aria-label={say.goToNamed(nameOf(place))}
                    disabled={here || locked}
                    onClick={() => {
                      onGo({ x: place.x, y: place.y });
                    }}
                  >
                    {here ? say.here : say.goTo}
                  </button>
                  {!here && (
                    <button
                      type="button"
                      className={controls.plain}
                      aria-label={say.putHereNamed(nameOf(place))}
                      onClick={() => {
                        onPut(landmark);
                      }}
                    >
                      {say.putHere}
                    </button>
                  )}
                  {onRemove !== null && (
                    <button
                      type="button"
                      className={controls.plain}
                      aria-label={say.takeOff(nameOf(place))}
                      onClick={() => {
                        onRemove(place.artwork);
                      }}
                    >
                      {say.takeAway}
                    </button>
                  )}
                </p>
              </div>
              <p className={styles.share}>{place.weight === null ? "" : percent(place.weight)}</p>
              <span
                className={styles.bar}
                style={{ inlineSize: `${(place.weight ?? 0) * 100}%` }}
                aria-hidden="true"
              />
            </li>
          );
        })}
      </ol>
    </section>
  );
}
