// Where a film hangs: the walk itself before it is made, how far it is, and the film when it plays.
import type { ReactNode } from "react";
import { GeneratedBadge } from "@/components/GeneratedBadge";
import { JobProgress } from "@/components/job/JobProgress";
import { useMessages } from "@/lib/i18n/catalogue";
import { words } from "@/lib/messages";
import { FORMATS } from "../api/film";
import type { Film } from "../hooks/use-film";
import { walkMessages } from "../messages";
import { framesOf, stopsOf } from "../walk";
import styles from "./FilmFrame.module.css";
import { FilmPlayer } from "./FilmPlayer";

interface Props {
  film: Film;
  /** The walk as it is now, drawn where there is no film of it. */
  children: ReactNode;
  /** The names of the stops of the walk that was filmed. */
  names: readonly string[];
}

export function FilmFrame({ film, names, children }: Props) {
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
            stops={stopsOf(names, walk.loop, framesOf(walk.stops.length, walk.loop, walk.pace))}
          />
        ) : (
          <div className={styles.frame}>
            <img key={result} className={styles.film} src={result} alt={say.film} />
          </div>
        )
      ) : film.busy ? (
        <div className={styles.frame}>
          <div className={styles.making}>
            <JobProgress job={job} doing={say.drawing} label={say.progress} onStop={film.stop} />
          </div>
        </div>
      ) : (
        children
      )}
      <figcaption className={styles.caption}>
        {result !== null ? (
          <>
            <GeneratedBadge place="line" />{" "}
            <a href={result} download>
              {say.keepAs(FORMATS[walk?.format ?? "mp4"])}
            </a>
          </>
        ) : film.busy ? (
          <span className={styles.made}>{words().generatedNote}</span>
        ) : (
          <span className={styles.soft}>{say.byHandHint}</span>
        )}
      </figcaption>
    </figure>
  );
}
