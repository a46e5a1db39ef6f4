// Two pictures side by side, and over each in blue where it is like the other.
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { GeneratedBadge } from "@/components/GeneratedBadge";
import { MuseumLabel } from "@/components/MuseumLabel";
import { ProblemNote } from "@/components/ProblemNote";
import { useArtworkSource, type ArtworkSource } from "@/components/use-artwork-source";
import { useModal } from "@/components/use-modal";
import { findAlike, type Alike, type Side } from "@/lib/api/find-alike";
import { asProblem } from "@/lib/api/problem";
import type { Artwork } from "@/lib/api/types";
import { useMessages } from "@/lib/i18n/catalogue";
import { describe } from "@/lib/label";
import { words } from "@/lib/messages";
import { smallerPicture } from "@/lib/smaller-picture";
import type { Upload } from "@/lib/uploads";
import styles from "./AlikeDialog.module.css";
import { alikeMessages } from "./messages";

interface Props {
  one: Artwork | Upload;
  other: Artwork;
  onClose: () => void;
}

const LETTERS = ["A", "B", "C"];

export function AlikeDialog({ one, other, onClose }: Props) {
  const t = useMessages(alikeMessages);
  const heading = useId();
  const dialog = useModal();
  // the service may not reach a museum that the browser reaches
  const [refused, setRefused] = useState(false);
  const work = "file" in one ? other : one;
  const first = useSource(work, refused);
  const second = useSource(other, refused);
  const sides: [Side, Side] = [
    "file" in one ? { file: one.file } : sideOf(one, first),
    sideOf(other, second),
  ];
  const ready = ("file" in one || first.shown) && second.shown;
  const missing = (!("file" in one) && first.missing) || second.missing;
  const alike = useQuery({
    queryKey: ["alike", "file" in one ? one.name : sides[0], sides[1]],
    queryFn: async ({ signal }) => {
      try {
        return await findAlike(...sides, signal);
      } catch (failure) {
        if (!refused && asProblem(failure).status === 422) setRefused(true);
        throw failure;
      }
    },
    enabled: ready,
    staleTime: Infinity,
  });
  const [shown, setShown] = useState(true);
  const drawn = shown ? alike.data : undefined;
  const renderings = second.kind === "rendering" || (!("file" in one) && first.kind === "rendering");
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={heading} onClose={onClose}>
      <header className={styles.head}>
        <h2 id={heading}>{t.title}</h2>
        <button type="button" className={styles.close} onClick={() => dialog.current?.close()}>
          {t.close}
        </button>
      </header>
      <p className={styles.how}>
        {t.how} {renderings && t.renderings}
      </p>
      <label className={styles.switch}>
        <input
          type="checkbox"
          checked={shown}
          onChange={() => {
            setShown(!shown);
          }}
        />
        <span>{t.overlay}</span>
      </label>
      {alike.isError && <ProblemNote failure={alike.error} onRetry={() => void alike.refetch()} />}
      <p role="status" className={styles.how}>
        {alike.isFetching || (!ready && !missing) ? t.looking : ""}
      </p>
      <div className={styles.both}>
        <figure>
          <Picture alike={drawn} side="image">
            {"file" in one ? <img src={one.address} alt={t.yours} /> : <Work artwork={one} source={first} />}
          </Picture>
          <figcaption>{"file" in one ? t.yours : <MuseumLabel artwork={one} short />}</figcaption>
        </figure>
        <figure>
          <Picture alike={drawn} side="other">
            <Work artwork={other} source={second} />
          </Picture>
          <figcaption>
            <MuseumLabel artwork={other} short />
          </figcaption>
        </figure>
      </div>
    </dialog>
  );
}

function useSource(artwork: Artwork, refused: boolean): ArtworkSource {
  const original = artwork.image_url === null || refused ? null : smallerPicture(artwork.image_url);
  return useArtworkSource(artwork, 256, original, true);
}

function sideOf(artwork: Artwork, source: ArtworkSource): Side {
  return { work: artwork.id, as: source.kind };
}

function Work({ artwork, source }: { artwork: Artwork; source: ArtworkSource }) {
  if (source.missing) return <span className={styles.missing}>{words().noPicture}</span>;
  return (
    <>
      <img
        key={source.src}
        src={source.src}
        alt={describe(artwork)}
        referrerPolicy="no-referrer"
        onLoad={source.onLoad}
        onError={source.onError}
      />
      {source.kind === "rendering" && <GeneratedBadge short />}
    </>
  );
}

interface PictureProps {
  alike: Alike | undefined;
  side: "image" | "other";
  children: React.ReactNode;
}

/** The picture, its overlay and the letters of the places that look the same. */
function Picture({ alike, side, children }: PictureProps) {
  return (
    <span className={styles.picture}>
      {children}
      {alike !== undefined && (
        <>
          <img className={styles.overlay} src={alike[side].overlay} alt="" />
          {alike.pairs.map((pair, place) => (
            <span
              key={place}
              className={styles.letter}
              style={{ left: `${pair[side].x * 100}%`, top: `${pair[side].y * 100}%` }}
            >
              {LETTERS[place]}
            </span>
          ))}
        </>
      )}
    </span>
  );
}
