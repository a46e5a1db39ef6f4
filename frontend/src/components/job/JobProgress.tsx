// How far a job is: its place in the queue, then its share, and a way to stop it.
import controls from "@/components/controls.module.css";
import type { Job } from "@/lib/api/types";
import { useMessages } from "@/lib/i18n/catalogue";
import { format } from "@/lib/i18n/format";
import styles from "./JobProgress.module.css";
import { jobMessages } from "./messages";

interface Props {
  /** null while it is handed in. */
  job: Job | null;
  /** What is done, with the share of it that is. */
  doing: (share: string) => string;
  /** What the bar shows, for who can't see it. */
  label: string;
  onStop: () => void;
}

export function JobProgress({ job, doing, label, onStop }: Props) {
  const say = useMessages(jobMessages);
  const share = job?.progress ?? 0;
  return (
    <>
      <p role="status">
        {job === null || job.state === "queued"
          ? job?.place == null
            ? say.handingIn
            : say.waiting(job.place)
          : doing(format().percent(Math.round(share * 100) / 100))}
      </p>
      <progress className={styles.progress} max={1} value={share} aria-label={label} />
      <button type="button" className={controls.button} onClick={onStop}>
        {say.stop}
      </button>
    </>
  );
}
