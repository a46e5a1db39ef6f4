// A film that is being made: its job as it goes on, why it failed, and ways to begin and to stop it.
import { useCallback, useEffect, useRef, useState } from "react";
import { Problem } from "@/lib/api/problem";
import { useMessages } from "@/lib/i18n/catalogue";
import type { Job } from "@/lib/api/types";
import { cancelJob, startFilm, watchJob, type Walk } from "../api/film";
import { walkMessages } from "../messages";

export interface Film {
  readonly job: Job | null;
  readonly walk: Walk | null;
  readonly failure: unknown;
  readonly busy: boolean;
  readonly begin: (walk: Walk) => void;
  readonly stop: () => void;
}

export function useFilm(): Film {
  const { lostTitle, lostText } = useMessages(walkMessages);
  const [job, setJob] = useState<Job | null>(null);
  const [walk, setWalk] = useState<Walk | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const leave = useRef<() => void>(() => undefined);
  const current = useRef<Job | null>(null);
  const busy =
    walk !== null && failure === null && (job === null || job.state === "queued" || job.state === "running");

  const forget = useCallback(() => {
    leave.current();
    leave.current = () => undefined;
    const left = current.current;
    current.current = null;
    if (left !== null && (left.state === "queued" || left.state === "running")) {
      cancelJob(left).catch(() => undefined); // it ends by itself, too
    }
  }, []);
  useEffect(() => forget, [forget]);

  const see = useCallback((now: Job) => {
    current.current = now;
    setJob(now);
    if (now.problem !== null)
      setFailure(new Problem(now.problem.status, now.problem.title, now.problem.detail));
  }, []);

  const begin = useCallback(
    (next: Walk) => {
      forget();
      setWalk(next);
      setJob(null);
      setFailure(null);
      let wanted = true;
      leave.current = () => {
        wanted = false;
      };
      startFilm(next)
        .then((started) => {
          if (!wanted) return cancelJob(started);
          see(started);
          leave.current = watchJob(started, see, () => {
            setFailure(new Problem(0, lostTitle, lostText));
          });
          return undefined;
        })
        .catch((problem: unknown) => {
          if (wanted) setFailure(problem);
        });
    },
    [forget, see, lostTitle, lostText],
  );
  const stop = useCallback(() => {
    forget();
    setWalk(null);
    setJob(null);
  }, [forget]);
  return { job, walk, failure, busy, begin, stop };
}
