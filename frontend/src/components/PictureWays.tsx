// What can be done with a picture that has been drawn: downloaded with its credentials, shared, kept on the shelf.
import { useState } from "react";
import { useLocation } from "react-router";
import { useMessages } from "@/lib/i18n/catalogue";
import { pictureMessages } from "@/lib/messages/picture";
import { shelf, useIsKept } from "@/lib/use-shelf";
import controls from "./controls.module.css";
import styles from "./PictureWays.module.css";
import { VisuallyHidden } from "./VisuallyHidden";

interface Props {
  /** null while the picture is not drawn. */
  recipe: string | null;
  /** Where its signed file is. */
  file: string;
  /** What it is called on the shelf. */
  title: string;
}

export function PictureWays({ recipe, file, title }: Props) {
  const say = useMessages(pictureMessages);
  return (
    <div className={styles.ways}>
      {recipe !== null ? (
        <a className={controls.button} href={file} download>
          {say.download}
        </a>
      ) : (
        <button type="button" className={controls.button} disabled>
          {say.download}
        </button>
      )}
      <Keep recipe={recipe} title={title} />
      <CopyLink />
    </div>
  );
}

function Keep({ recipe, title }: { recipe: string | null; title: string }) {
  const say = useMessages(pictureMessages);
  const { pathname, search } = useLocation();
  const kept = useIsKept(recipe ?? "");
  const [full, setFull] = useState(false);
  return (
    <button
      type="button"
      className={controls.button}
      aria-pressed={kept}
      disabled={recipe === null}
      onClick={() => {
        if (recipe === null) return;
        if (kept) shelf.remove(recipe);
        else setFull(!shelf.keep({ id: recipe, kind: "picture", link: `${pathname}${search}`, title }));
      }}
    >
      {kept ? say.kept : full ? say.shelfFull : say.keep}
    </button>
  );
}

function CopyLink() {
  const say = useMessages(pictureMessages);
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
        {current?.done === true ? say.linkCopied : say.copyLink}
      </button>
      <VisuallyHidden>
        <span role="status">{current?.done === true ? say.theLinkIsCopied : ""}</span>
      </VisuallyHidden>
      {current?.done === false && (
        <label className={styles.link}>
          {say.noCopying}
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
