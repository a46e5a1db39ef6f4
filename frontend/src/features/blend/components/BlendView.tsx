// The blend: works by weight, what is done to them then, the picture of it, what was tried, and several on one canvas.
import { useQueries, type UseQueryResult } from "@tanstack/react-query";
import { useMemo } from "react";
import { Link } from "react-router";
import { AddWork } from "@/components/AddWork";
import controls from "@/components/controls.module.css";
import { useLocalDraw, useLocalDrawing } from "@/components/local-drawing/use-local-draw";
import { RESTING, MOVING, useLivePicture } from "@/components/use-live-picture";
import { artworkQuery } from "@/lib/api/get-artwork";
import { useMessages } from "@/lib/i18n/catalogue";
import { percent, titleOf } from "@/lib/label";
import { isRecipe, MAX_WORKS } from "@/lib/url/works";
import { seedQuery, type Seed } from "@/lib/api/get-seed";
import { nameOfBlend } from "../api/get-blend";
import { BlendSeeds } from "../blend-seeds";
import { blendAddress, withWork, withWorksOf } from "../blend-url";
import { useBlend } from "../hooks/use-blend";
import { useLineage } from "../hooks/use-lineage";
import { plainMix } from "../mix";
import { blendMessages } from "../messages";
import { BlendPicture } from "./BlendPicture";
import styles from "./BlendView.module.css";
import { CanvasSection } from "./CanvasSection";
import { Changes } from "./Changes";
import { LineageStrip } from "./LineageStrip";
import { sharesOf } from "../mix";
import { Sources } from "./Sources";

export function BlendView() {
  const say = useMessages(blendMessages);
  const hand = useBlend();
  const { state, resting } = hand;
  const { works, mix } = state;
  const artworks = useQueries({ queries: works.map(artworkQuery) }).map((query) => query.data);
  const shares = sharesOf(mix);
  const name = nameOfBlend(state);
  const wish = useMemo(
    () => (shares === null ? null : { key: name, asked: { works, mix }, size: resting ? RESTING : MOVING }),
    // the name says all of works and mix
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [name, resting],
  );
  const drawsHere = useLocalDrawing().kind === "on";
  const recipes = useQueries({
    queries: works.map((work) => ({ ...seedQuery(work), enabled: drawsHere && !isRecipe(work) })),
    combine: recipesOf,
  });
  const own = works.filter(isRecipe).join(",");
  const seeds = useMemo(() => {
    const known = own.split(",").map((recipe) => [recipe, recipe] as const);
    return new BlendSeeds(new Map([...recipes, ...known]));
  }, [recipes, own]);
  const live = useLivePicture(wish, useLocalDraw(seeds.draw, seeds.find));
  const link = blendAddress({ works, mix, before: null, canvas: { ...state.canvas, pieces: [] } });
  const lineage = useLineage(
    live.settled && live.drawn !== null ? { name, link, recipe: live.drawn.picture.recipe } : null,
  );

  if (works.length === 0) {
    return (
      <div className={styles.few}>
        <title>{`${say.name} – Gen Studio`}</title>
        <h1>{say.noneTitle}</h1>
        <p>{say.noneText}</p>
        <Link className={controls.strong} to="/">
          {say.choose}
        </Link>
        <div className={styles.add}>
          <AddWork
            works={works}
            onAdd={(work) => {
              hand.set((now) => ({ ...now, works: [work], mix: plainMix(1) }));
            }}
          />
        </div>
      </div>
    );
  }
  const titles = works.map((id, place) => {
    const artwork = artworks[place];
    return artwork === undefined ? id : titleOf(artwork);
  });
  return (
    <>
      <title>{`${say.title(works.length)} – Gen Studio`}</title>
      <h1 className={styles.heading}>{say.title(works.length)}</h1>
      <div className={styles.blend}>
        <BlendPicture
          hand={hand}
          live={live}
          shares={sharesInWords(shares, titles)}
          silent={shares === null}
          lineage={lineage}
        />
        <section className={styles.works} aria-labelledby="works">
          <h2 id="works">{say.works}</h2>
          {shares === null && (
            <p className={styles.silent} role="alert">
              {say.allSilent}
            </p>
          )}
          <Sources
            works={works}
            artworks={artworks}
            mix={mix}
            shares={shares}
            onMove={hand.move}
            onRemove={(place) => {
              hand.set((now) =>
                withWorksOf(
                  now,
                  now.works.filter((_, other) => other !== place),
                ),
              );
            }}
          />
          {works.length < MAX_WORKS && (
            <AddWork
              works={works}
              onAdd={(work) => {
                hand.set((now) => withWork(now, work));
              }}
            />
          )}
        </section>
        <Changes mix={mix} onMove={hand.move} />
      </div>
      <LineageStrip state={state} lineage={lineage} />
      <CanvasSection hand={hand} />
    </>
  );
}

function recipesOf(found: readonly UseQueryResult<Seed>[]): [string, string][] {
  return found.flatMap(({ data }) => (data === undefined ? [] : [[data.artwork, data.recipe]]));
}

/** "62 % Ewer, 38 % Vase": the greatest first, those that round to nothing left out. */
function sharesInWords(shares: readonly number[] | null, titles: readonly string[]): string {
  return (shares ?? [])
    .map((share, place) => ({ share, title: titles[place] ?? "" }))
    .filter(({ share }) => share >= 0.005)
    .sort((a, b) => b.share - a.share)
    .map(({ share, title }) => `${percent(share)} ${title}`)
    .join(", ");
}
