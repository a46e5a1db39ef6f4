// The landmarks as a list: the map's twin for keys and screen readers, each with its share and the way to it.
import { Link } from "react-router";
import { ArtworkImage } from "@/components/ArtworkImage";
import controls from "@/components/controls.module.css";
import { makerOf, percent } from "@/lib/label";
import { artworkAddress, MAX_WORKS } from "@/lib/url/works";
import { nameOf, type Place } from "../places";
import { samePlace, type Point } from "../plane";
import styles from "./Landmarks.module.css";

interface Props {
  places: readonly Place[];
  point: Point;
  /** Where further works are chosen. */
  chooseMore: string;
  onGo: (point: Point) => void;
  /** null where none can be spared. */
  onRemove: ((work: string) => void) | null;
}

export function Landmarks({ places, point, chooseMore, onGo, onRemove }: Props) {
  const works = places.map((place) => place.artwork);
  return (
    <section aria-labelledby="landmarks">
      <div className={styles.head}>
        <h2 id="landmarks">Landmarks</h2>
        {places.length > 0 && places.length < MAX_WORKS && <Link to={chooseMore}>Add works</Link>}
      </div>
      <ol className={styles.list}>
        {places.map((place) => (
          <li key={place.artwork} className={styles.landmark}>
            <div className={styles.thumb}>
              {place.work !== null && <ArtworkImage artwork={place.work} size={64} mark="dot" alt="" />}
            </div>
            <div className={styles.words}>
              <p>
                <Link className={styles.name} to={artworkAddress(place.artwork, works)}>
                  {nameOf(place)}
                </Link>
              </p>
              {place.work !== null && <p className={styles.maker}>{makerOf(place.work)}</p>}
              <p className={styles.ways}>
                <button
                  type="button"
                  className={controls.plain}
                  aria-label={`Go to ${nameOf(place)}`}
                  disabled={samePlace(place, point)}
                  onClick={() => {
                    onGo({ x: place.x, y: place.y });
                  }}
                >
                  {samePlace(place, point) ? "Here" : "Go to it"}
                </button>
                {onRemove !== null && (
                  <button
                    type="button"
                    className={controls.plain}
                    aria-label={`Take ${nameOf(place)} off the map`}
                    onClick={() => {
                      onRemove(place.artwork);
                    }}
                  >
                    Take away
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
        ))}
      </ol>
    </section>
  );
}
