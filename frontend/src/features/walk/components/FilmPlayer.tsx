// A film that plays: begun and held, scrubbed frame by frame, taken to each of its stops.
import { useEffect, useRef, useState } from "react";
import controls from "@/components/controls.module.css";
import { useMessages } from "@/lib/i18n/catalogue";
import { walkMessages } from "../messages";
import { FPS, type Stop } from "../walk";
import styles from "./FilmPlayer.module.css";
import { Scrubber } from "./Scrubber";

interface Props {
  src: string;
  frames: number;
  loop: boolean;
  stops: readonly Stop[];
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
      <Scrubber
        frame={frame}
        frames={frames}
        stops={stops}
        words={{
          label: say.scrub,
          value: say.frame(frame + 1, frames),
          stops: say.goToStops,
          goTo: say.goTo,
        }}
        onGo={go}
      >
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
      </Scrubber>
    </>
  );
}
