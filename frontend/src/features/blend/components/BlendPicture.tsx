// The picture of a blend, beside the one before it if that is wanted, and the ways to keep it.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import controls from "@/components/controls.module.css";
import { LocalDrawingSwitch } from "@/components/local-drawing/LocalDrawingSwitch";
import { PictureFrame } from "@/components/PictureFrame";
import { PictureWays } from "@/components/PictureWays";
import type { LivePicture, Picture } from "@/components/use-live-picture";
import { downloadUrl, imageUrl } from "@/lib/api/pictures";
import { useMessages } from "@/lib/i18n/catalogue";
import { recipeQuery, type Blend } from "../api/get-blend";
import { readBlend, type BlendState } from "../blend-url";
import type { BlendHand } from "../hooks/use-blend";
import type { Lineage } from "../hooks/use-lineage";
import { isMoved, plainMix, sharesOf, writeMix, type Mix } from "../mix";
import { blendMessages } from "../messages";
import styles from "./BlendPicture.module.css";

interface Props {
  hand: BlendHand;
  live: LivePicture<Blend, Picture>;
  shares: string;
  /** Nothing is drawn, since no work weighs anything. */
  silent: boolean;
  lineage: Lineage;
}

export function BlendPicture({ hand, live, shares, silent, lineage }: Props) {
  const say = useMessages(blendMessages);
  const { state } = hand;
  const recipe = live.settled && !silent && live.drawn !== null ? live.drawn.picture.recipe : null;
  const moved = isMoved(state.mix);
  return (
    <div className={styles.all}>
      <div className={styles.hung} data-silent={silent}>
        <PictureFrame live={live} shares={shares}>
          {state.before !== null && <Before state={state} before={state.before} />}
        </PictureFrame>
      </div>
      <div className={styles.under}>
        <PictureWays
          recipe={recipe}
          file={recipe === null ? "" : downloadUrl(recipe, moved ? [] : partsOf(state))}
          title={shares}
        />
        {moved && <p className={styles.help}>{say.downloadMoved}</p>}
        <Compare hand={hand} lineage={lineage} />
        <LocalDrawingSwitch />
      </div>
    </div>
  );
}

/** The picture before, over the one that hangs there, as far as the visitor draws it. */
function Before({ state, before }: { state: BlendState; before: Mix }) {
  const say = useMessages(blendMessages);
  const [seen, setSeen] = useState(50);
  const { data: recipe } = useQuery(recipeQuery({ works: state.works, mix: before }));
  return (
    <>
      {recipe !== undefined && (
        <img
          className={styles.before}
          style={{ clipPath: `inset(0 ${100 - seen}% 0 0)` }}
          src={imageUrl(recipe)}
          alt={say.before}
          data-testid="before"
        />
      )}
      <span className={styles.seam} style={{ left: `${seen}%` }} aria-hidden="true" />
      <span className={styles.side} data-side="left" aria-hidden="true">
        {say.before}
      </span>
      <span className={styles.side} data-side="right" aria-hidden="true">
        {say.after}
      </span>
      <input
        className={styles.wipe}
        dir="ltr"
        type="range"
        min={0}
        max={100}
        value={seen}
        aria-label={say.wipe}
        onChange={(event) => {
          setSeen(event.target.valueAsNumber);
        }}
      />
    </>
  );
}

function Compare({ hand, lineage }: { hand: BlendHand; lineage: Lineage }) {
  const say = useMessages(blendMessages);
  const { state, set } = hand;
  const plain: Mix = { ...plainMix(state.works.length), weights: state.mix.weights, muted: state.mix.muted };
  const ofStep = (link: string) => readBlend(new URLSearchParams(link.split("?")[1]));
  const works = state.works.join(",");
  const steps = lineage.steps
    .map((step, place) => ({ place, state: ofStep(step.link) }))
    .filter((step) => step.state.works.join(",") === works);
  const parent = lineage.parent === null ? null : ofStep(lineage.parent.link);
  const first = parent !== null && parent.works.join(",") === works ? parent.mix : plain;
  if (state.before === null) {
    return (
      <button
        type="button"
        className={`${controls.plain} ${styles.compare}`}
        disabled={writeMix(first) === writeMix(state.mix)}
        onClick={() => {
          set((now) => ({ ...now, before: first }));
        }}
      >
        {say.compare}
      </button>
    );
  }
  const chosen = writeMix(state.before);
  const known = steps.some((step) => writeMix(step.state.mix) === chosen);
  return (
    <div className={styles.comparing}>
      <label>
        {say.beforeIs}{" "}
        <select
          className={styles.select}
          value={chosen}
          onChange={(event) => {
            const { value } = event.target;
            const step = steps.find((one) => writeMix(one.state.mix) === value);
            set((now) => ({ ...now, before: step?.state.mix ?? plain }));
          }}
        >
          {!known && <option value={chosen}>{say.plainBlend}</option>}
          {known && !steps.some((step) => writeMix(step.state.mix) === writeMix(plain)) && (
            <option value={writeMix(plain)}>{say.plainBlend}</option>
          )}
          {steps.map((step) => (
            <option key={step.place} value={writeMix(step.state.mix)}>
              {say.step(step.place + 1)}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className={controls.plain}
        onClick={() => {
          set((now) => ({ ...now, before: null }));
        }}
      >
        {say.stopComparing}
      </button>
    </div>
  );
}

/** What is signed into a download: the works that count, with their shares. */
function partsOf({ works, mix }: BlendState): [string, number][] {
  return (sharesOf(mix) ?? []).flatMap((share, place): [string, number][] =>
    share > 0 ? [[works[place] ?? "", Number(share.toFixed(4))]] : [],
  );
}
