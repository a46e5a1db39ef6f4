// Two works, and the chain of works between them: each looks like the one before.
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { CardPlaces } from "@/components/CardGrid";
import { ConditionPanel } from "@/components/conditions/ConditionPanel";
import { UnknownValues } from "@/components/conditions/UnknownValues";
import { useCondition } from "@/components/conditions/use-condition";
import controls from "@/components/controls.module.css";
import { OriginalsNote } from "@/components/OriginalsNote";
import { ProblemNote } from "@/components/ProblemNote";
import { useArtwork } from "@/lib/api/get-artwork";
import type { Connection } from "@/lib/api/types";
import { useMessages } from "@/lib/i18n/catalogue";
import { Rich } from "@/lib/i18n/Rich";
import { percent, titleOf } from "@/lib/label";
import { countOf } from "@/lib/url/groups";
import { useWorks } from "@/lib/url/use-works";
import { address, artworkAddress } from "@/lib/url/works";
import { connectionQuery } from "../api/get-connection";
import { connectionMessages } from "../messages";
import { Chain } from "./Chain";
import styles from "./ConnectionView.module.css";

const CITE = { cite: (words: string) => <cite>{words}</cite> };

export function ConnectionView() {
  const t = useMessages(connectionMessages);
  const { id = "", other = "" } = useParams();
  const [params] = useSearchParams();
  const { works } = useWorks();
  const state = useCondition();
  const [from, to] = [useArtwork(id), useArtwork(other)];
  const chain = useQuery(connectionQuery(id, other, state.condition));
  const told = useDeferredValue(chain.data); // drawn in pieces
  const failure = from.error ?? to.error ?? chain.error;
  const [first, last] = [from.data, to.data].map((work) => (work === undefined ? "…" : titleOf(work)));
  const heading = t.fromTo(first ?? "…", last ?? "…");
  const way = (start: string, end: string | null) =>
    address(
      `/artworks/${encodeURIComponent(start)}/to${end === null ? "" : `/${encodeURIComponent(end)}`}`,
      params,
    );
  return (
    <div className={styles.view}>
      <title>{`${heading.replaceAll(/<\/?cite>/g, "")} – Gen Studio`}</title>
      <header className={styles.head}>
        <h1>
          <Rich text={heading} marks={CITE} />
        </h1>
        <p className={styles.lead} role="status">
          {chain.data === undefined ? (
            chain.isPending && t.looking
          ) : (
            <Said chain={chain.data} under={countOf(state.condition) > 0} />
          )}
        </p>
        <ConditionPanel state={state} />
        {chain.data !== undefined && (
          <UnknownValues
            unknown={chain.data.unknown}
            condition={state.condition}
            onChange={state.setCondition}
          />
        )}
        <OriginalsNote />
      </header>
      {failure !== null ? (
        <ProblemNote failure={failure} onRetry={() => void chain.refetch()} />
      ) : chain.isPending || told === undefined ? (
        <CardPlaces count={5} what={t.theChain} />
      ) : (
        <Chain chain={told} />
      )}
      <p className={styles.ways}>
        <Link className={controls.button} to={way(other, id)}>
          {t.turn}
        </Link>
        <Link className={controls.button} to={way(id, null)}>
          {t.other}
        </Link>
        <Link to={artworkAddress(id, works)}>
          <Rich text={t.back(first ?? "…")} marks={CITE} />
        </Link>
      </p>
    </div>
  );
}

/** How many steps, and which is the weakest; or why there are none. */
function Said({ chain, under }: { chain: Connection; under: boolean }) {
  const t = useMessages(connectionMessages);
  const { steps, weakest, exhausted, looked_at: looked } = chain;
  if (steps.length === 0) {
    return exhausted ? (under ? t.exhaustedUnder : t.exhausted) : t.gaveUp(looked);
  }
  const [before, after] = weakest === null ? [] : [steps[weakest - 1], steps[weakest]];
  return (
    <>
      {t.lead(steps.length - 1)}{" "}
      {before !== undefined && after !== undefined && steps.length > 2 && (
        <Rich
          text={t.weakestNamed(
            titleOf(before.artwork),
            titleOf(after.artwork),
            percent(Math.max(0, after.similarity)),
          )}
          marks={CITE}
        />
      )}
    </>
  );
}
