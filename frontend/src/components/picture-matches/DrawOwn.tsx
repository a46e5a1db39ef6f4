// The visitor's picture as the generator draws it: looked for while one watches, then chosen like any work.
import { useQuery } from "@tanstack/react-query";
import controls from "@/components/controls.module.css";
import { GeneratedBadge } from "@/components/GeneratedBadge";
import { ProblemNote } from "@/components/ProblemNote";
import { JobProgress } from "@/components/job/JobProgress";
import { useJob } from "@/components/job/use-job";
import { foundRecipe, startInversion } from "@/lib/api/invert";
import { renderingUrl } from "@/lib/api/pictures";
import { useMessages } from "@/lib/i18n/catalogue";
import { refusal, type Upload } from "@/lib/uploads";
import { useWorks } from "@/lib/url/use-works";
import styles from "./DrawOwn.module.css";
import { pictureMessages } from "./messages";

const SIZE = 256;

export function DrawOwn({ upload }: { upload: Upload }) {
  const t = useMessages(pictureMessages);
  const chosen = useWorks();
  const { job, failure, busy, begin, stop } = useJob();
  const result = job?.state === "done" ? job.result : null;
  const found = useQuery({
    queryKey: ["inversion", result],
    queryFn: () => foundRecipe(result ?? ""),
    enabled: result !== null,
    staleTime: Infinity,
  });
  const recipe = found.data ?? null;
  const shown = recipe ?? job?.shown.recipe ?? null;
  const start = () => {
    begin(() => {
      const refused = refusal(upload.file);
      return refused === null ? startInversion(upload.file) : Promise.reject(refused);
    });
  };
  return (
    <div className={styles.own}>
      {shown !== null && (
        <span className={styles.frame}>
          <img
            className={styles.picture}
            src={renderingUrl(shown, SIZE)}
            alt={t.drawn}
            width={SIZE}
            height={SIZE}
          />
          <GeneratedBadge place="corner" />
        </span>
      )}
      <div className={styles.words}>
        {busy || (result !== null && recipe === null && !found.isError) ? (
          <JobProgress job={job} doing={t.looking} label={t.progress} onStop={stop} />
        ) : recipe !== null ? (
          <>
            <p className={styles.note}>{t.asItIsDrawn}</p>
            <button
              type="button"
              className={controls.button}
              aria-pressed={chosen.has(recipe)}
              disabled={!chosen.has(recipe) && chosen.full}
              onClick={() => {
                chosen.toggle(recipe);
              }}
            >
              {chosen.has(recipe) ? t.isChosen : t.choose}
            </button>
          </>
        ) : (
          <>
            <button type="button" className={controls.button} onClick={start}>
              {t.draw}
            </button>
            <p className={styles.note}>{t.drawNote}</p>
          </>
        )}
        {failure !== null && <ProblemNote failure={failure} onRetry={start} />}
        {found.isError && <ProblemNote failure={found.error} onRetry={() => void found.refetch()} />}
      </div>
    </div>
  );
}
