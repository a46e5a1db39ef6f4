// Where a live picture hangs: large, marked as generated, and saying that it waits only when that takes long.
import type { ReactNode } from "react";
import { useMessages } from "@/lib/i18n/catalogue";
import { pictureMessages } from "@/lib/messages/picture";
import { GeneratedBadge } from "./GeneratedBadge";
import styles from "./PictureFrame.module.css";
import { ProblemNote } from "./ProblemNote";
import type { LivePicture, Picture } from "./use-live-picture";
import { VisuallyHidden } from "./VisuallyHidden";

interface Props<Asked, P extends Picture> {
  live: LivePicture<Asked, P>;
  /** What is in the picture, in words. */
  shares: string;
  /** More that the tests read off the picture. */
  data?: Readonly<Record<`data-${string}`, string | number>>;
  /** Lies over the picture. */
  children?: ReactNode;
}

export function PictureFrame<Asked, P extends Picture>({ live, shares, data, children }: Props<Asked, P>) {
  const say = useMessages(pictureMessages);
  const { drawn, settled, problem, retry } = live;
  return (
    <>
      <div className={styles.frame} aria-busy={!settled && problem === null}>
        {drawn !== null && (
          <img
            className={styles.picture}
            src={drawn.address}
            alt={say.drawnAs(shares)}
            width={256}
            height={256}
            data-testid="picture"
            data-size={drawn.wish.size}
            data-recipe={drawn.picture.recipe}
            data-settled={settled}
            {...data}
          />
        )}
        {children}
        {drawn !== null && <GeneratedBadge />}
        {!settled && problem === null && (
          <p className={styles.waiting} aria-hidden="true">
            {say.drawing}
          </p>
        )}
      </div>
      <VisuallyHidden>
        <span role="status">{settled ? say.drawn(shares) : ""}</span>
      </VisuallyHidden>
      {problem !== null && <ProblemNote failure={problem} onRetry={retry} />}
    </>
  );
}
