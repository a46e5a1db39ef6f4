// The picture of the point, said to be the generator's, with the ways to keep it.
import { useState } from "react";
import controls from "@/components/controls.module.css";
import { ProblemNote } from "@/components/ProblemNote";
import { VisuallyHidden } from "@/components/VisuallyHidden";
import { downloadUrl } from "@/lib/api/pictures";
import type { MapPicture } from "../hooks/use-map-picture";
import { sharesInWords, sharesOf, type Place } from "../places";
import styles from "./Picture.module.css";

export function Picture({ picture, places }: { picture: MapPicture; places: readonly Place[] }) {
  const { drawn, settled, problem, retry } = picture;
  const shares = sharesInWords(places);
  return (
    <div className={styles.all}>
      <figure className={styles.figure}>
        <div className={styles.frame} aria-busy={!settled}>
          {drawn !== null && (
            <img
              className={styles.picture}
              src={drawn.address}
              alt={`Drawn by the generator: ${shares}`}
              width={256}
              height={256}
              data-testid="picture"
              data-x={drawn.asked.x}
              data-y={drawn.asked.y}
              data-size={drawn.asked.size}
              data-recipe={drawn.recipe}
              data-settled={settled}
            />
          )}
          {!settled && problem === null && (
            <p className={styles.waiting} aria-hidden="true">
              Drawing…
            </p>
          )}
        </div>
        <figcaption className={styles.made}>
          Drawn by the generator — not an object of any collection
        </figcaption>
      </figure>
      <VisuallyHidden>
        <span role="status">{settled ? `Drawn: ${shares}` : ""}</span>
      </VisuallyHidden>
      {problem !== null && <ProblemNote failure={problem} onRetry={retry} />}
      <div className={styles.ways}>
        {drawn !== null && settled ? (
          <a className={controls.button} href={downloadUrl(drawn.recipe, sharesOf(places))} download>
            Download
          </a>
        ) : (
          <button type="button" className={controls.button} disabled>
            Download
          </button>
        )}
        <CopyLink />
      </div>
    </div>
  );
}

function CopyLink() {
  const [copied, setCopied] = useState<{ link: string; done: boolean } | null>(null);
  const here = window.location.href;
  const current = copied?.link === here ? copied : null;
  return (
    <>
      <button
        type="button"
        className={controls.button}
        onClick={() => {
          const link = window.location.href;
          copy(link).then(
            () => {
              setCopied({ link, done: true });
            },
            () => {
              setCopied({ link, done: false });
            },
          );
        }}
      >
        {current?.done === true ? "Link copied" : "Copy link"}
      </button>
      <VisuallyHidden>
        <span role="status">{current?.done === true ? "The link is copied" : ""}</span>
      </VisuallyHidden>
      {current?.done === false && (
        <label className={styles.link}>
          The browser does not allow copying here; take the link from this field:
          <input
            className={controls.field}
            readOnly
            value={current.link}
            onFocus={(event) => {
              event.target.select();
            }}
          />
        </label>
      )}
    </>
  );
}

/** Outside https and this machine itself the browser offers no clipboard. */
async function copy(link: string): Promise<void> {
  await navigator.clipboard.writeText(link);
}
