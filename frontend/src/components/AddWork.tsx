// One more work without leaving the view: found by its words, added by a press.
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { artworksQuery } from "@/lib/api/list-artworks";
import { useMessages } from "@/lib/i18n/catalogue";
import { makerOf, titleOf } from "@/lib/label";
import { pictureMessages } from "@/lib/messages/picture";
import { ANY } from "@/lib/url/groups";
import styles from "./AddWork.module.css";
import { ArtworkImage } from "./ArtworkImage";
import controls from "./controls.module.css";
import { ProblemNote } from "./ProblemNote";

const FOUND = 6;
/** Two are there already, most often: enough are asked for to show FOUND others. */
const ASKED = 14;

interface Props {
  works: readonly string[];
  onAdd: (work: string) => void;
}

export function AddWork({ works, onAdd }: Props) {
  const say = useMessages(pictureMessages);
  const [open, setOpen] = useState(false);
  return (
    <details
      className={styles.add}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>{say.addWork}</summary>
      {open && <Find works={works} onAdd={onAdd} />}
    </details>
  );
}

function Find({ works, onAdd }: Props) {
  const say = useMessages(pictureMessages);
  const [typed, setTyped] = useState("");
  const words = useDeferredValue(typed.trim());
  const found = useQuery({
    ...artworksQuery({ words, condition: ANY, shuffle: words === "" ? works.length + 1 : null }, ASKED),
    placeholderData: (before) => before,
  });
  const items = (found.data?.items ?? []).filter((work) => !works.includes(work.id)).slice(0, FOUND);
  return (
    <>
      <input
        className={controls.field}
        type="search"
        aria-label={say.findWork}
        placeholder={say.findWork}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
      />
      {found.isError && <ProblemNote failure={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && items.length === 0 && <p role="status">{say.noneFound}</p>}
      <ul className={styles.found} aria-label={say.found}>
        {items.map((work) => (
          <li key={work.id}>
            <button
              type="button"
              className={styles.work}
              aria-label={say.addNamed(titleOf(work))}
              onClick={() => {
                onAdd(work.id);
              }}
            >
              <ArtworkImage artwork={work} size={64} mark="dot" alt="" />
              <span className={styles.words}>
                <bdi className={styles.title}>{titleOf(work)}</bdi>
                <bdi className={styles.maker}>{makerOf(work)}</bdi>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
