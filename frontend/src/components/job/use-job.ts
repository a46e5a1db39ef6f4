// A job of the generator's: begun, followed to its end, and cancelled when it is no longer wanted.
import { useCallback, useEffect, useRef, useState } from "react";
import { cancelJob, isOver, watchJob } from "@/lib/api/jobs";
import { Problem } from "@/lib/api/problem";
import type { Job } from "@/lib/api/types";
import { useMessages } from "@/lib/i18n/catalogue";
import { jobMessages } from "./messages";

export interface Running {
  readonly job: Job | null;
  readonly failure: unknown;
  readonly busy: boolean;
  /** Hand a job in; one that runs is cancelled. */
  readonly begin: (start: () => Promise<Job>) => void;
  readonly stop: () => void;
}

export function useJob(): Running {
  const { lostTitle, lostText } = useMessages(jobMessages);
  const [begun, setBegun] = useState(false);
  const [job, setJob] = useState<Job | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const leave = useRef<() => void>(() => undefined);
  const current = useRef<Job | null>(null);

  const forget = useCallback(() => {
    leave.current();
    leave.current = () => undefined;
    const left = current.current;
    current.current = null;
    if (left !== null && !isOver(left)) cancelJob(left).catch(() => undefined); // it ends by itself, too
  }, []);
  useEffect(() => forget, [forget]);

  const see = useCallback((now: Job) => {
    current.current = now;
    setJob(now);
    if (now.problem !== null)
      setFailure(new Problem(now.problem.status, now.problem.title, now.problem.detail));
  }, []);

  const begin = useCallback(
    (start: () => Promise<Job>) => {
      forget();
      setBegun(true);
      setJob(null);
      setFailure(null);
      let wanted = true;
      leave.current = () => {
        wanted = false;
      };
      start()
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
    setBegun(false);
    setJob(null);
  }, [forget]);
  return { job, failure, busy: begun && failure === null && (job === null || !isOver(job)), begin, stop };
}
