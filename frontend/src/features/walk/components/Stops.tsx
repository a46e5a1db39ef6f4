// The stops of a walk in their order: a picture it begins at, then works; each can go earlier or later, or away.
import { ArtworkImage } from "@/components/ArtworkImage";
import controls from "@/components/controls.module.css";
import { WorkLink } from "@/components/WorkLink";
import { imageUrl, recipeIn } from "@/lib/api/pictures";
import type { Artwork } from "@/lib/api/types";
import { useMessages } from "@/lib/i18n/catalogue";
import { titleOf } from "@/lib/label";
import { walkMessages } from "../messages";
import type { WalkState } from "../walk-url";
import styles from "./Stops.module.css";

interface Props {
  walk: WalkState;
  artworks: readonly (Artwork | undefined)[];
  onChange: (next: (walk: WalkState) => WalkState) => void;
}

export function Stops({ walk, artworks, onChange }: Props) {
  const say = useMessages(walkMessages);
  const { works, start } = walk;
  const least = start === null ? 2 : 1;
  const swap = (one: number, other: number) => {
    onChange((now) => {
      const [a, b] = [now.works[one], now.works[other]];
      if (a === undefined || b === undefined) return now;
      return { ...now, works: now.works.with(one, b).with(other, a) };
    });
  };
  return (
    <ol className={styles.stops} aria-label={say.onTheWay}>
      {start !== null && (
        <li className={styles.stop}>
          <span className={styles.picture}>
            <img src={imageUrl(recipeIn(start, 64))} alt="" width={64} height={64} />
          </span>
          <span>{say.start}</span>
          <span className={styles.ways}>
            {works.length >= 2 && (
              <button
                type="button"
                className={controls.plain}
                aria-label={say.takeAwayNamed(say.start)}
                onClick={() => {
                  onChange((now) => ({ ...now, start: null }));
                }}
              >
                {say.takeAway}
              </button>
            )}
          </span>
        </li>
      )}
      {works.map((id, place) => {
        const artwork = artworks[place];
        const title = artwork === undefined ? id : titleOf(artwork);
        const step = (label: string, sign: string, to: number) => (
          <button
            type="button"
            className={styles.step}
            aria-label={label}
            disabled={to < 0 || to >= works.length}
            onClick={() => {
              swap(place, to);
            }}
          >
            {sign}
          </button>
        );
        return (
          <li key={id} className={styles.stop}>
            <span className={styles.picture}>
              {artwork !== undefined && <ArtworkImage artwork={artwork} size={64} mark="dot" alt="" />}
            </span>
            <bdi>
              <WorkLink id={id} works={works} className={styles.title}>
                {title}
              </WorkLink>
            </bdi>
            <span className={styles.ways}>
              {step(say.earlier(title), "↑", place - 1)}
              {step(say.later(title), "↓", place + 1)}
              {works.length > least && (
                <button
                  type="button"
                  className={styles.step}
                  aria-label={say.takeAwayNamed(title)}
                  onClick={() => {
                    onChange((now) => ({ ...now, works: now.works.filter((work) => work !== id) }));
                  }}
                >
                  ×
                </button>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
