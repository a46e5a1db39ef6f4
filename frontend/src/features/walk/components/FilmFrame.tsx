// Where a film hangs: before it is made, while it is, and when it plays.
import { GeneratedBadge } from "@/components/GeneratedBadge";
import { JobProgress } from "@/components/job/JobProgress";
import { useMessages } from "@/lib/i18n/catalogue";
import { words } from "@/lib/messages";
import { FORMATS } from "../api/film";
import type { Film } from "../hooks/use-film";
import { walkMessages } from "../messages";
import { framesOf, framesOfStops } from "../walk";
import styles from "./FilmFrame.module.css";
import { FilmPlayer } from "./FilmPlayer";

interface Props {
  film: Film;
  /** The names of the stops of the walk that was filmed. */
  names: readonly string[];
}

export function FilmFrame({ film, names }: Props) {
  const say = useMessages(walkMessages);
  const { job, walk } = film;
  const result = job?.state === "done" ? job.result : null;
  return (
    <figure className={styles.figure}>
      {result !== null && walk !== null ? (
        walk.format === "mp4" ? (
          <FilmPlayer
            key={result}
            src={result}
            loop={walk.loop}
            frames={framesOf(walk.stops.length, walk.loop, walk.pace)}
            stops={stopsOf(
              walk.stops.length,
              walk.loop,
              framesOf(walk.stops.length, walk.loop, walk.pace),
              names,
            )}
          />
        ) : (
          <div className={styles.frame}>
            <img key={result} className={styles.film} src={result} alt={say.film} />
          </div>
        )
      ) : (
        <div className={styles.frame}>
          {film.busy ? (
            <div className={styles.making}>
              <JobProgress job={job} doing={say.drawing} label={say.progress} onStop={film.stop} />
            </div>
          ) : (
            <p className={styles.empty}>{say.empty}</p>
          )}
        </div>
      )}
      <figcaption className={styles.caption}>
        {result !== null ? (
          <>
            <GeneratedBadge place="line" />{" "}
            <a href={result} download>
              {say.keepAs(FORMATS[walk?.format ?? "mp4"])}
            </a>
          </>
        ) : (
          <span className={styles.made}>{words().generatedNote}</span>
        )}
      </figcaption>
    </figure>
  );
}

function stopsOf(count: number, loop: boolean, frames: number, names: readonly string[]) {
  return framesOfStops(count, loop, frames).map((frame, stop) => ({ frame, name: names[stop] ?? "" }));
}
