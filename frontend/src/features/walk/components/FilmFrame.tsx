// Where a film hangs: before it is made, while it is, and when it plays.
import controls from "@/components/controls.module.css";
import { FORMATS } from "../api/film";
import type { Film } from "../hooks/use-film";
import styles from "./FilmFrame.module.css";

export function FilmFrame({ film }: { film: Film }) {
  const { job, walk } = film;
  const result = job?.state === "done" ? job.result : null;
  const share = Math.round((job?.progress ?? 0) * 100);
  return (
    <figure className={styles.figure}>
      <div className={styles.frame}>
        {result !== null ? (
          walk?.format === "mp4" ? (
            <video key={result} className={styles.film} src={result} controls loop muted playsInline>
              <track kind="captions" />
            </video>
          ) : (
            <img
              key={result}
              className={styles.film}
              src={result}
              alt="The film of the walk, drawn by the generator"
            />
          )
        ) : film.busy ? (
          <div className={styles.making}>
            <p role="status">
              {job === null || job.state === "queued"
                ? job?.place == null
                  ? "Handing it in…"
                  : `Waiting, place ${job.place} in the queue`
                : `Drawing, ${share} %`}
            </p>
            <progress className={styles.progress} max={100} value={share} aria-label="How much is drawn" />
            <button type="button" className={controls.button} onClick={film.stop}>
              Stop
            </button>
          </div>
        ) : (
          <p className={styles.empty}>The film will hang here.</p>
        )}
      </div>
      <figcaption className={styles.caption}>
        {result !== null ? (
          <>
            <span className={styles.made}>Generated film</span>{" "}
            <a href={result} download>
              Keep it as {FORMATS[walk?.format ?? "mp4"]}
            </a>
          </>
        ) : (
          <span className={styles.made}>What the generator draws is no object of a collection</span>
        )}
      </figcaption>
    </figure>
  );
}
