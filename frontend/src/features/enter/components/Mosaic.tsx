// Some works of the day and, on all squares between them, what the generator draws there; a frame walks from work to work.
import { useQuery } from "@tanstack/react-query";
import { memo, useDeferredValue, useMemo, useState, type CSSProperties } from "react";
import { useNavigate } from "react-router";
import { ArtworkImage } from "@/components/ArtworkImage";
import { mapPointUrl } from "@/lib/api/pictures";
import type { Artwork } from "@/lib/api/types";
import { address } from "@/lib/url/works";
import { mosaicQuery } from "../api/get-mosaic";
import { useKinds } from "../hooks/use-kinds";
import { useMedia } from "../hooks/use-media";
import { useWander } from "../hooks/use-wander";
import {
  LAYOUTS,
  middleOf,
  SPAN,
  squaresOf,
  wayThrough,
  type Layout,
  type Square,
  type Stop,
} from "../mosaic";
import styles from "./Mosaic.module.css";
import { MosaicWords } from "./MosaicWords";

export function Mosaic() {
  const wide = useMedia("(min-width: 62rem)");
  const middle = useMedia("(min-width: 40rem)");
  const layout: Layout = wide ? LAYOUTS.wide : middle ? LAYOUTS.middle : LAYOUTS.narrow;
  const { kinds, failed } = useKinds();
  const works = useMemo(
    () => kinds?.slice(0, layout.works.length).map(({ work }) => work) ?? [],
    [kinds, layout],
  );
  // the wall below says what went wrong; nor is there a space between fewer works than hang here
  if (failed || (kinds !== null && works.length < layout.works.length)) return null;
  return <Wall key={layout.columns} layout={layout} works={works} />;
}

/** `works` is empty while they are awaited: their places are kept. */
function Wall({ layout, works }: { layout: Layout; works: readonly Artwork[] }) {
  const go = useNavigate();
  const squares = useMemo(() => squaresOf(layout), [layout]);
  const way = useMemo(() => wayThrough(layout, squares), [layout, squares]);
  const landmarks = works.map(({ id }, place) => ({
    artwork: id,
    ...middleOf(layout.works[place] ?? { column: 0, row: 0 }, SPAN, layout),
  }));
  // its squares are drawn in small pieces, between which the page answers a hand
  const map = useDeferredValue(useQuery(mosaicQuery(landmarks)).data);
  const [looked, setLooked] = useState<Stop | null>(null);
  const wander = useWander(looked !== null || map === undefined);
  const here = looked ?? way[wander.step % way.length] ?? { work: 0 };
  const placed =
    "work" in here ? { ...layout.works[here.work], span: SPAN } : { ...squares[here.square], span: 1 };
  const opened = address("/map", { works: works.map(({ id }) => id).join(",") });
  return (
    <section className={styles.mosaic} data-testid="mosaic">
      {/* the words below say the same to those who don't see it */}
      <div
        className={styles.wall}
        aria-hidden="true"
        style={{ "--columns": layout.columns, "--rows": layout.rows } as CSSProperties}
        onPointerOver={({ target, pointerType }) => {
          if (pointerType === "mouse" && target instanceof Element) setLooked(stopAt(target));
        }}
        onPointerLeave={() => {
          setLooked(null);
        }}
        onClick={() => void go(opened)}
      >
        <Squares squares={squares} map={map} />
        <Works layout={layout} works={works} />
        {map !== undefined && (
          <span
            className={styles.frame}
            style={
              {
                "--column": placed.column,
                "--row": placed.row,
                "--span": placed.span,
              } as CSSProperties
            }
          />
        )}
      </div>
      <MosaicWords
        works={works}
        here={here}
        picture={"square" in here ? pictureOf(map, squares[here.square]) : null}
        wander={wander}
        map={opened}
      />
    </section>
  );
}

/** Drawn once, however far the frame walks. */
const Squares = memo(function Squares({
  squares,
  map,
}: {
  squares: readonly Square[];
  map: string | undefined;
}) {
  return squares.map((square, place) => {
    const picture = pictureOf(map, square);
    return (
      <span
        key={place}
        className={styles.square}
        data-square={place}
        style={
          { gridColumn: square.column + 1, gridRow: square.row + 1, "--away": square.away } as CSSProperties
        }
      >
        {picture !== null && (
          <img
            src={picture}
            alt=""
            width={128}
            height={128}
            decoding="async"
            fetchPriority="low"
            onLoad={({ currentTarget }) => {
              currentTarget.dataset.shown = "true";
            }}
          />
        )}
      </span>
    );
  });
});

const Works = memo(function Works({ layout, works }: { layout: Layout; works: readonly Artwork[] }) {
  return layout.works.map(({ column, row }, place) => {
    const artwork = works[place];
    return (
      <span
        key={artwork?.id ?? place}
        className={styles.work}
        data-work={place}
        style={{ gridColumn: `${column + 1} / span ${SPAN}`, gridRow: `${row + 1} / span ${SPAN}` }}
      >
        {artwork !== undefined && (
          <ArtworkImage
            artwork={artwork}
            size={256}
            mark={layout === LAYOUTS.wide ? "words" : "word"}
            alt=""
          />
        )}
      </span>
    );
  });
});

function pictureOf(map: string | undefined, square: Square | undefined): string | null {
  return map === undefined || square === undefined ? null : mapPointUrl(map, square.x, square.y, 128);
}

function stopAt(target: Element): Stop | null {
  const { square, work } = target.closest<HTMLElement>("[data-square], [data-work]")?.dataset ?? {};
  if (square !== undefined) return { square: Number(square) };
  return work === undefined ? null : { work: Number(work) };
}
