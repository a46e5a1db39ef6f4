// Why a work is among the matches: how alike, how rare that is, what the two have in common, and where they are alike.
import { lazy, Suspense, useState } from "react";
import controls from "@/components/controls.module.css";
import type { Artwork, Match } from "@/lib/api/types";
import { percent } from "@/lib/label";
import { likeness, sharedFacts } from "@/lib/likeness";
import { words } from "@/lib/messages";
import type { Upload } from "@/lib/uploads";
import { alikeMessages } from "./alike/messages";
import styles from "./Why.module.css";

const AlikeDialog = lazy(async () => {
  const [dialog] = await Promise.all([import("./alike/AlikeDialog"), alikeMessages.load()]);
  return { default: dialog.AlikeDialog };
});

interface Props {
  match: Match;
  /** What was asked for. */
  to: Artwork | Upload | undefined;
}

export function Why({ match: { artwork, similarity, percentile, shared }, to }: Props) {
  const [open, setOpen] = useState(false);
  const common = sharedFacts(shared);
  return (
    <div className={styles.why}>
      <p>{words().alike(percent(Math.max(0, similarity)))}</p>
      <p>{likeness(percentile)}</p>
      {common !== null && <p>{common}</p>}
      {to !== undefined && (
        <button
          type="button"
          className={`${controls.plain ?? ""} ${styles.where ?? ""}`}
          aria-haspopup="dialog"
          onClick={() => {
            setOpen(true);
          }}
        >
          {words().why.where}
        </button>
      )}
      {open && to !== undefined && (
        <Suspense>
          <AlikeDialog
            one={to}
            other={artwork}
            onClose={() => {
              setOpen(false);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
