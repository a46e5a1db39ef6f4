// The pieces of a canvas, in their order: taken up again, hung earlier or later, taken down.
import { Link } from "react-router";
import { imageUrl, recipeIn } from "@/lib/api/pictures";
import { useMessages } from "@/lib/i18n/catalogue";
import { blendAddress } from "../blend-url";
import type { Canvas } from "../canvas";
import type { BlendHand } from "../hooks/use-blend";
import { blendMessages } from "../messages";
import styles from "./Pieces.module.css";

interface Props {
  hand: BlendHand;
  recipes: readonly (string | undefined)[];
  onChange: (next: (canvas: Canvas) => Canvas) => void;
}

export function Pieces({ hand, recipes, onChange }: Props) {
  const say = useMessages(blendMessages);
  const { state } = hand;
  const { pieces } = state.canvas;
  const swap = (one: number, other: number) => {
    onChange((now) => {
      const [a, b] = [now.pieces[one], now.pieces[other]];
      if (a === undefined || b === undefined) return now;
      return { ...now, pieces: now.pieces.with(one, b).with(other, a) };
    });
  };
  return (
    // the picture is composed from left to right in every language
    <ol className={styles.pieces} dir="ltr" aria-label={say.pieces}>
      {pieces.map((piece, place) => {
        const recipe = recipes[place];
        return (
          <li key={place} className={styles.piece}>
            <Link
              className={styles.link}
              to={blendAddress({ ...state, mix: piece, before: null })}
              preventScrollReset
              aria-label={say.openPiece(place + 1)}
            >
              {recipe !== undefined && (
                <img
                  className={styles.thumb}
                  src={imageUrl(recipeIn(recipe, 64))}
                  alt=""
                  width={64}
                  height={64}
                />
              )}
            </Link>
            <span className={styles.ways}>
              <button
                type="button"
                className={styles.way}
                aria-label={say.earlier(place + 1)}
                disabled={place === 0}
                onClick={() => {
                  swap(place, place - 1);
                }}
              >
                ‹
              </button>
              <button
                type="button"
                className={styles.way}
                aria-label={say.takeDown(place + 1)}
                onClick={() => {
                  onChange((now) => ({ ...now, pieces: now.pieces.filter((_, other) => other !== place) }));
                }}
              >
                ×
              </button>
              <button
                type="button"
                className={styles.way}
                aria-label={say.later(place + 1)}
                disabled={place === pieces.length - 1}
                onClick={() => {
                  swap(place, place + 1);
                }}
              >
                ›
              </button>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
