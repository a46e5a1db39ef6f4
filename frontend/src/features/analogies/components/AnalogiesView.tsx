// A work and its nearest kin in every culture, medium, century, …, side by side; the address says in which.
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearchParams } from "react-router";
import { ArtworkCard } from "@/components/ArtworkCard";
import { CardGrid, CardPlaces } from "@/components/CardGrid";
import controls from "@/components/controls.module.css";
import { OriginalsNote } from "@/components/OriginalsNote";
import { ProblemNote } from "@/components/ProblemNote";
import { useArtwork } from "@/lib/api/get-artwork";
import { makerOf, titleOf } from "@/lib/label";
import { useWorks } from "@/lib/url/use-works";
import { artworkAddress } from "@/lib/url/works";
import { analogiesQuery, KINDS, readKind, type Kind } from "../api/get-analogies";
import styles from "./AnalogiesView.module.css";

const WORDS: Record<Kind, { one: string; across: string }> = {
  culture: { one: "Culture", across: "across cultures" },
  medium: { one: "Medium", across: "across media" },
  century: { one: "Century", across: "across centuries" },
  classification: { one: "Kind of work", across: "across kinds of works" },
  artist: { one: "Artist", across: "across artists" },
  museum: { one: "Museum", across: "across museums" },
};

export function AnalogiesView() {
  const { id = "" } = useParams();
  const [params, setParams] = useSearchParams();
  const by = readKind(params);
  const { works } = useWorks();
  const work = useArtwork(id);
  const analogies = useQuery(analogiesQuery(id, by));
  const failure = work.error ?? analogies.error;
  const groups = analogies.data?.groups;
  const title = work.data === undefined ? "Analogies" : `${titleOf(work.data)} ${WORDS[by].across}`;
  return (
    <div className={styles.view}>
      <title>{`${title} – Gen Studio`}</title>
      <header className={styles.head}>
        <h1>{work.data === undefined ? "Analogies" : <AcrossTitle title={titleOf(work.data)} by={by} />}</h1>
        <p className={styles.lead}>
          In each, the one work that looks most like{" "}
          {work.data === undefined ? (
            "it"
          ) : (
            <Link to={artworkAddress(id, works)}>
              <cite>{titleOf(work.data)}</cite> by {makerOf(work.data)}
            </Link>
          )}
          , nearest first. Nothing is left out: of every group all works were compared.
        </p>
        <div className={controls.chips} role="group" aria-label="Side by side">
          {KINDS.map((kind) => (
            <button
              key={kind}
              type="button"
              className={controls.chip}
              aria-pressed={kind === by}
              onClick={() => {
                setParams(
                  (now) => {
                    const next = new URLSearchParams(now);
                    next.set("by", kind);
                    return next;
                  },
                  { replace: true, preventScrollReset: true },
                );
              }}
            >
              {WORDS[kind].one}
            </button>
          ))}
        </div>
        <p className={styles.said} role="status">
          {analogies.isFetching ? "Comparing…" : groups === undefined ? "" : `${groups.length} shown`}
        </p>
        <OriginalsNote />
      </header>
      {failure !== null ? (
        <ProblemNote
          failure={failure}
          onRetry={() => void Promise.all([work.refetch(), analogies.refetch()])}
        />
      ) : groups === undefined ? (
        <CardPlaces count={8} what="kin" />
      ) : groups.length === 0 ? (
        <p>No other work here says what its {WORDS[by].one.toLowerCase()} is.</p>
      ) : (
        <CardGrid label={`Nearest work ${WORDS[by].across}`}>
          {groups.map(({ value, matches }) => {
            const [match] = matches;
            return (
              match !== undefined && (
                <li key={value} className={styles.group}>
                  <h2 className={styles.value}>{value}</h2>
                  <ArtworkCard artwork={match.artwork} press="open" similarity={match.similarity} />
                </li>
              )
            );
          })}
        </CardGrid>
      )}
    </div>
  );
}

function AcrossTitle({ title, by }: { title: string; by: Kind }) {
  return (
    <>
      <cite>{title}</cite> {WORDS[by].across}
    </>
  );
}
