// The canvas: blends hung in a strip, a grid or a frieze, composed by the service into one marked picture.
import { useQueries } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { Amount } from "@/components/Amount";
import controls from "@/components/controls.module.css";
import { GeneratedBadge } from "@/components/GeneratedBadge";
import { ProblemNote } from "@/components/ProblemNote";
import { MOVING, RESTING, useLivePicture } from "@/components/use-live-picture";
import { useNear } from "@/components/use-near";
import { useMessages } from "@/lib/i18n/catalogue";
import { saveFile } from "@/lib/save-file";
import { drawComposition, keepComposition, type Composition } from "../api/compose";
import { recipeQuery } from "../api/get-blend";
import { ARRANGEMENTS, arranged, MAX_BETWEEN, MAX_PIECES, rowsOf, type Canvas } from "../canvas";
import type { BlendHand } from "../hooks/use-blend";
import { blendMessages } from "../messages";
import { sharesOf, soloMix } from "../mix";
import styles from "./CanvasSection.module.css";
import { Pieces } from "./Pieces";

export function CanvasSection({ hand }: { hand: BlendHand }) {
  const say = useMessages(blendMessages);
  const { state, set } = hand;
  const { canvas, works } = state;
  const [box, near] = useNear<HTMLElement>();
  const change = (next: (canvas: Canvas) => Canvas) => {
    set((now) => ({ ...now, canvas: next(now.canvas) }));
  };
  const answers = useQueries({ queries: canvas.pieces.map((mix) => recipeQuery({ works, mix })) });
  const recipes = answers.map((answer) => answer.data);
  const failed = answers.filter((answer) => answer.isError);
  const hangs = arranged(canvas);
  const full = canvas.pieces.length >= MAX_PIECES;
  return (
    <section ref={box} className={styles.canvas} aria-labelledby="canvas">
      <h2 id="canvas">{say.canvas}</h2>
      <p className={styles.help}>{say.canvasHelp}</p>
      <div className={styles.ways}>
        <button
          type="button"
          className={controls.button}
          disabled={full || sharesOf(state.mix) === null}
          onClick={() => {
            set((now) => ({ ...now, canvas: { ...now.canvas, pieces: [...now.canvas.pieces, now.mix] } }));
          }}
        >
          {say.addThis}
        </button>
        {works.length > 1 && (
          <button
            type="button"
            className={controls.button}
            onClick={() => {
              change((now) => ({ ...now, pieces: works.map((_, place) => soloMix(works.length, place)) }));
            }}
          >
            {say.addAll}
          </button>
        )}
        {canvas.pieces.length > 0 && (
          <button
            type="button"
            className={controls.plain}
            onClick={() => {
              change((now) => ({ ...now, pieces: [] }));
            }}
          >
            {say.clear}
          </button>
        )}
      </div>
      {full && <p className={styles.help}>{say.full(MAX_PIECES)}</p>}
      {canvas.pieces.length > 0 && (
        <>
          <Pieces hand={hand} recipes={recipes} onChange={change} />
          <div className={styles.settings}>
            <div className={controls.chips} role="group" aria-label={say.as}>
              {ARRANGEMENTS.map((as) => (
                <button
                  key={as}
                  type="button"
                  className={controls.chip}
                  aria-pressed={as === canvas.as}
                  onClick={() => {
                    change((now) => ({ ...now, as }));
                  }}
                >
                  {say.arrangements[as]}
                </button>
              ))}
            </div>
            <div className={styles.between}>
              <Amount
                label={say.between}
                exactLabel={say.exactly(say.between)}
                value={canvas.between}
                min={0}
                max={MAX_BETWEEN}
                onChange={(between) => {
                  change((now) => ({ ...now, between }));
                }}
              />
              {hangs.between < canvas.between && (
                <p className={styles.help}>{say.fewerBetween(hangs.between)}</p>
              )}
            </div>
            {canvas.as === "grid" && rowsOf(canvas.pieces.length).length > 1 && (
              <div className={controls.chips} role="group" aria-label={say.acrossRow}>
                {rowsOf(canvas.pieces.length).map((across) => (
                  <button
                    key={across}
                    type="button"
                    className={controls.chip}
                    aria-pressed={across === hangs.across}
                    onClick={() => {
                      change((now) => ({ ...now, across }));
                    }}
                  >
                    {across} × {canvas.pieces.length / across}
                  </button>
                ))}
              </div>
            )}
          </div>
          {failed[0] === undefined ? (
            <Composed recipes={recipes} hangs={hangs} near={near} />
          ) : (
            <ProblemNote
              failure={failed[0].error}
              onRetry={() => {
                for (const answer of failed) void answer.refetch();
              }}
            />
          )}
        </>
      )}
    </section>
  );
}

interface ComposedProps {
  recipes: readonly (string | undefined)[];
  hangs: Omit<Composition, "recipes">;
  near: boolean;
}

function Composed({ recipes, hangs, near }: ComposedProps) {
  const say = useMessages(blendMessages);
  const known = recipes.filter((recipe) => recipe !== undefined);
  const ready = near && known.length === recipes.length && known.length > 1;
  const key = `${hangs.across}.${hangs.between}.${String(hangs.melt)}.${known.join(".")}`;
  const [quick, setQuick] = useState("");
  const wish = useMemo(
    () =>
      ready ? { key, asked: { recipes: known, ...hangs }, size: quick === key ? RESTING : MOVING } : null,
    // the key says all that is asked
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [ready, key, quick],
  );
  const live = useLivePicture(wish, drawComposition);
  const { drawn, settled, problem, retry } = live;
  // small at once, and large as soon as that is there
  if (drawn !== null && drawn.wish.key === key && quick !== key) setQuick(key);
  if (recipes.length < 2) return <p role="status">{say.one}</p>;
  return (
    <>
      <div className={styles.frame} aria-busy={!settled && problem === null}>
        {drawn !== null && (
          <img
            className={styles.composed}
            src={drawn.address}
            alt={say.canvasPicture(recipes.length)}
            data-testid="canvas"
            data-settled={settled}
            data-size={drawn.wish.size}
          />
        )}
        {drawn !== null && <GeneratedBadge />}
        <p className={styles.waiting} role="status">
          {settled || problem !== null ? "" : say.drawing}
        </p>
      </div>
      {problem !== null && <ProblemNote failure={problem} onRetry={retry} />}
      {wish !== null && <Keep composition={wish.asked} disabled={!settled} />}
    </>
  );
}

function Keep({ composition, disabled }: { composition: Composition; disabled: boolean }) {
  const say = useMessages(blendMessages);
  const [state, setState] = useState<"idle" | "busy" | { failure: unknown }>("idle");
  const keep = () => {
    setState("busy");
    keepComposition(composition).then(
      ({ file, name }) => {
        saveFile(name, file);
        setState("idle");
      },
      (failure: unknown) => {
        setState({ failure });
      },
    );
  };
  return (
    <div className={styles.keep}>
      <button
        type="button"
        className={controls.button}
        disabled={disabled || state === "busy"}
        onClick={keep}
      >
        {state === "busy" ? say.preparing : say.downloadCanvas}
      </button>
      {typeof state === "object" && <ProblemNote failure={state.failure} onRetry={keep} />}
    </div>
  );
}
