// Where one is on a walk: a slider over its frames, and a way to each of its stops.
import type { ReactNode } from "react";
import type { Stop } from "../walk";
import styles from "./Scrubber.module.css";

interface Props {
  frame: number;
  frames: number;
  stops: readonly Stop[];
  words: {
    readonly label: string;
    readonly value: string;
    readonly stops: string;
    readonly goTo: (name: string) => string;
  };
  onGo: (frame: number) => void;
  /** Before the slider. */
  children?: ReactNode;
}

export function Scrubber({ frame, frames, stops, words, onGo, children }: Props) {
  return (
    <div className={styles.player}>
      {children}
      <input
        className={styles.scrub}
        type="range"
        min={0}
        max={frames - 1}
        value={frame}
        aria-label={words.label}
        aria-valuetext={words.value}
        onChange={(event) => {
          onGo(event.target.valueAsNumber);
        }}
      />
      <ol className={styles.stops} aria-label={words.stops}>
        {stops.map((stop) => (
          <li key={stop.frame}>
            <button
              type="button"
              className={styles.stop}
              aria-label={words.goTo(stop.name)}
              title={stop.name}
              aria-current={frame === stop.frame}
              onClick={() => {
                onGo(stop.frame);
              }}
            >
              <bdi>{stop.name}</bdi>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
