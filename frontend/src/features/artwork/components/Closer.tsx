// The museum's picture over the whole window, to look into; the address holds where.
import { lazy, Suspense } from "react";
import { useSearchParams } from "react-router";
import controls from "@/components/controls.module.css";
import { useModal } from "@/components/use-modal";
import { useZoomInAddress } from "@/components/use-zoom-in-address";
import type { Artwork } from "@/lib/api/types";
import { useMessages } from "@/lib/i18n/catalogue";
import { describe } from "@/lib/label";
import { artworkMessages } from "../messages";
import styles from "./Closer.module.css";

const WorkZoom = lazy(async () => ({ default: (await import("@/components/WorkZoom")).WorkZoom }));

export function Closer({ artwork }: { artwork: Artwork }) {
  const t = useMessages(artworkMessages);
  const [params, setParams] = useSearchParams();
  const open = params.has("closer");
  const turn = (on: boolean) => {
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        next.delete("view");
        if (on) next.set("closer", "1");
        else next.delete("closer");
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  };
  return (
    <>
      <button
        type="button"
        className={controls.button}
        onClick={() => {
          turn(true);
        }}
      >
        {t.closer}
      </button>
      {open && (
        <Open
          artwork={artwork}
          onClose={() => {
            turn(false);
          }}
        />
      )}
    </>
  );
}

function Open({ artwork, onClose }: { artwork: Artwork; onClose: () => void }) {
  const t = useMessages(artworkMessages);
  const dialog = useModal();
  const [zoom, setZoom] = useZoomInAddress();
  return (
    <dialog ref={dialog} className={styles.dialog} aria-label={describe(artwork)} onClose={onClose}>
      <button type="button" className={styles.close} onClick={() => dialog.current?.close()}>
        {t.closeCloser}
      </button>
      <Suspense>
        <WorkZoom artwork={artwork} zoom={zoom} onZoom={setZoom} />
      </Suspense>
    </dialog>
  );
}
