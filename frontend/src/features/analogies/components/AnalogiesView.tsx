// A work and its nearest kin in every culture, medium, century, …, side by side; the address says in which, under what.
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { ArtworkImage } from "@/components/ArtworkImage";
import { CardPlaces } from "@/components/CardGrid";
import { ConditionPanel } from "@/components/conditions/ConditionPanel";
import { UnknownValues } from "@/components/conditions/UnknownValues";
import { useCondition } from "@/components/conditions/use-condition";
import controls from "@/components/controls.module.css";
import { MuseumLabel } from "@/components/MuseumLabel";
import { OriginalsNote } from "@/components/OriginalsNote";
import { ProblemNote } from "@/components/ProblemNote";
import { useArtwork } from "@/lib/api/get-artwork";
import { useMessages } from "@/lib/i18n/catalogue";
import { Rich } from "@/lib/i18n/Rich";
import { titleOf } from "@/lib/label";
import { countOf } from "@/lib/url/groups";
import { useWorks } from "@/lib/url/use-works";
import { artworkAddress } from "@/lib/url/works";
import {
  analogiesQuery,
  EACH,
  FIRST_GROUPS,
  KINDS,
  MOST_GROUPS,
  readEach,
  readKind,
} from "../api/get-analogies";
import { analogiesMessages } from "../messages";
import styles from "./AnalogiesView.module.css";
import { Groups } from "./Groups";

export function AnalogiesView() {
  const t = useMessages(analogiesMessages);
  const { id = "" } = useParams();
  const [params, setParams] = useSearchParams();
  const [by, each] = [readKind(params), readEach(params)];
  const [count, setCount] = useState(FIRST_GROUPS);
  const state = useCondition();
  const { works } = useWorks();
  const work = useArtwork(id);
  const analogies = useQuery(analogiesQuery(id, by, each, count, state.condition));
  const failure = work.error ?? analogies.error;
  const groups = useDeferredValue(analogies.data)?.groups; // drawn in pieces
  const title = work.data === undefined ? null : titleOf(work.data);
  const set = (name: string, value: string) => {
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        next.set(name, value);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  };
  return (
    <div className={styles.view}>
      <title>{`${title === null ? t.title : t.across[by](title).replaceAll(/<\/?cite>/g, "")} – Gen Studio`}</title>
      <header className={styles.head}>
        <h1>
          {title === null ? (
            t.title
          ) : (
            <Rich text={t.across[by](title)} marks={{ cite: (words) => <cite>{words}</cite> }} />
          )}
        </h1>
        <p className={styles.lead}>{t.lead}</p>
        <div className={styles.choices}>
          <div className={controls.chips} role="group" aria-label={t.sideBySide}>
            {KINDS.map((kind) => (
              <button
                key={kind}
                type="button"
                className={controls.chip}
                aria-pressed={kind === by}
                onClick={() => {
                  set("by", kind);
                }}
              >
                {t.kinds[kind]}
              </button>
            ))}
          </div>
          <div className={controls.chips} role="group" aria-label={t.each}>
            <span aria-hidden="true">{t.each}</span>
            {EACH.map((number) => (
              <button
                key={number}
                type="button"
                className={controls.chip}
                aria-pressed={number === each}
                onClick={() => {
                  set("each", String(number));
                }}
              >
                {number}
              </button>
            ))}
          </div>
        </div>
        <ConditionPanel state={state} />
        {analogies.data !== undefined && (
          <UnknownValues
            unknown={analogies.data.unknown}
            condition={state.condition}
            onChange={state.setCondition}
          />
        )}
        <p className={styles.said} role="status">
          {analogies.isFetching ? t.comparing : groups === undefined ? "" : t.shown(groups.length)}
        </p>
        <OriginalsNote />
      </header>
      {failure !== null ? (
        <ProblemNote
          failure={failure}
          onRetry={() => void Promise.all([work.refetch(), analogies.refetch()])}
        />
      ) : (
        <div className={styles.beside}>
          <aside className={styles.work}>
            {work.data === undefined ? (
              <span className={styles.place} />
            ) : (
              <>
                <ArtworkImage key={id} artwork={work.data} size={256} alt="" />
                <MuseumLabel
                  artwork={work.data}
                  short
                  title={(words) => <Link to={artworkAddress(id, works)}>{words}</Link>}
                />
              </>
            )}
          </aside>
          {groups === undefined ? (
            <CardPlaces count={8} what={t.kin} />
          ) : groups.length === 0 ? (
            <p>{countOf(state.condition) === 0 ? t.none[by] : t.noneUnder}</p>
          ) : (
            <div className={styles.found} data-old={analogies.isPlaceholderData}>
              <Groups work={work.data} groups={groups} by={by} each={each} />
              {groups.length === count && count < MOST_GROUPS && (
                <button
                  type="button"
                  className={controls.button}
                  aria-busy={analogies.isFetching}
                  onClick={() => {
                    setCount(MOST_GROUPS);
                  }}
                >
                  {t.more}
                </button>
              )}
            </div>
          )}
        </div>
      )}
    </div>
  );
}
