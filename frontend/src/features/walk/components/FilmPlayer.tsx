// A film that plays: begun and held, scrubbed frame by frame, taken to each of its stops.
import { useEffect, useRef, useState } from "react";
import controls from "@/components/controls.module.css";
import { useMessages } from "@/lib/i18n/catalogue";
import { walkMessages } from "../messages";
import { FPS } from "../walk";
import styles from "./FilmPlayer.module.css";

interface Props {
  src: string;
  frames: number;
  loop: boolean;
  /** The names of the stops, and the frame of each. */
  stops: readonly { readonly name: string; readonly frame: number }[];
}

export function FilmPlayer({ src, frames, loop, stops }: Props) {
  const say = useMessages(walkMessages);
  const video = useRef<HTMLVideoElement>(null);
  const [frame, setFrame] = useState(0);
  const [playing, setPlaying] = useState(false);

  useEffect(() => {
    // whoever wants less motion begins it themselves
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    video.current?.play().catch(() => undefined);
  }, [src]);
  useEffect(() => {
    if (!playing) return;
    let next = requestAnimationFrame(function follow() {
      if (video.current !== null) {
        setFrame(Math.min(frames - 1, Math.floor(video.current.currentTime * FPS)));
      }
      next = requestAnimationFrame(follow);
    });
    return () => {
      cancelAnimationFrame(next);
    };
  }, [playing, frames]);

  const go = (to: number) => {
    if (video.current === null) return;
    video.current.pause();
    // the middle of the frame, so that rounding never shows its neighbour
    video.current.currentTime = (to + 0.5) / FPS;
    setFrame(to);
  };
  return (
    <>
      <video
        ref={video}
        className={styles.film}
        src={src}
        aria-label={say.film}
        loop={loop}
        muted
        playsInline
        preload="auto"
        onPlay={() => {
          setPlaying(true);
        }}
        onPause={() => {
          setPlaying(false);
        }}
      >
        <track kind="captions" />
      </video>
      <div className={styles.player}>
        <button
          type="button"
          className={controls.button}
          onClick={() => {
            if (video.current === null) return;
            if (playing) video.current.pause();
            else video.current.play().catch(() => undefined);
          }}
        >
          {playing ? say.pause : say.play}
        </button>
        <input
          className={styles.scrub}
          type="range"
          min={0}
          max={frames - 1}
          value={frame}
          aria-label={say.scrub}
          aria-valuetext={say.frame(frame + 1, frames)}
          onChange={(event) => {
            go(event.target.valueAsNumber);
          }}
        />
        <ol className={styles.stops} aria-label={say.goToStops}>
          {stops.map((stop) => (
            <li key={stop.frame}>
              <button
                type="button"
                className={styles.stop}
                aria-label={say.goTo(stop.name)}
                title={stop.name}
                aria-current={frame === stop.frame}
                onClick={() => {
                  go(stop.frame);
                }}
              >
                <bdi>{stop.name}</bdi>
              </button>
            </li>
          ))}
        </ol>
      </div>
    </>
  );
}
