// What went wrong, in the service's own words, and what to do next.
import { asProblem } from "@/lib/api/problem";
import { words } from "@/lib/messages";
import controls from "./controls.module.css";
import styles from "./ProblemNote.module.css";

interface Props {
  failure: unknown;
  onRetry?: (() => void) | undefined;
}

export function ProblemNote({ failure, onRetry }: Props) {
  const problem = asProblem(failure);
  return (
    <div className={styles.note} role="alert">
      <p className={styles.title}>{problem.title}</p>
      <p>{problem.detail}</p>
      {problem.requestId !== null && <p className={styles.id}>{words().requestId(problem.requestId)}</p>}
      {onRetry !== undefined && (
        <button type="button" className={controls.button} onClick={onRetry}>
          {words().tryAgain}
        </button>
      )}
    </div>
  );
}
