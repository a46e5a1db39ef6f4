// Keep a work or a picture on the visitor's own shelf, or take it off again.
import { useState } from "react";
import controls from "@/components/controls.module.css";
import { words } from "@/lib/messages";
import type { NewItem } from "@/lib/shelf";
import { shelf, useIsKept } from "@/lib/use-shelf";
import styles from "./KeepButton.module.css";

interface Props {
  item: NewItem;
  /** A sign alone where there is little room. */
  look?: "words" | "sign";
}

export function KeepButton({ item, look = "words" }: Props) {
  const kept = useIsKept(item.id);
  const [full, setFull] = useState(false);
  const t = words().keep;
  const what = kept ? t.kept(item.title) : t.keep(item.title);
  return (
    <button
      type="button"
      className={look === "sign" ? styles.sign : controls.button}
      aria-pressed={kept}
      aria-label={what}
      title={full ? t.full : what}
      onClick={() => {
        if (kept) shelf.remove(item.id);
        else setFull(!shelf.keep(item));
      }}
    >
      <svg className={styles.mark} viewBox="0 0 16 16" aria-hidden="true" data-kept={kept}>
        <path d="M3.75 1.75h8.5v12.5L8 10.75l-4.25 3.5z" />
      </svg>
      {look === "words" && <span>{full ? t.full : kept ? t.isKept : t.toKeep}</span>}
    </button>
  );
}
