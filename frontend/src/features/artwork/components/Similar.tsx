// The works that look like this one, narrowed by what they shall have in common with it; the address holds it all.
import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { ArtworkCard } from "@/components/ArtworkCard";
import { CardGrid, CardPlaces } from "@/components/CardGrid";
import controls from "@/components/controls.module.css";
import { OriginalsNote } from "@/components/OriginalsNote";
import { ProblemNote } from "@/components/ProblemNote";
import { YearFields } from "@/components/YearFields";
import type { Artwork, Facet } from "@/lib/api/types";
import {
  countOf,
  readCondition,
  toggleValue,
  values,
  withCondition,
  type Condition,
} from "@/lib/url/condition";
import { similarArtworksQuery } from "../api/get-similar-artworks";
import styles from "./Similar.module.css";

const SHARED: readonly { facet: Facet; word: string }[] = [
  { facet: "culture", word: "culture" },
  { facet: "medium", word: "medium" },
  { facet: "classification", word: "classification" },
  { facet: "artist", word: "artist" },
  { facet: "museum", word: "museum" },
];

export function Similar({ artwork }: { artwork: Artwork }) {
  const [params, setParams] = useSearchParams();
  const condition = readCondition(params);
  const similar = useQuery(similarArtworksQuery(artwork.id, condition));
  const change = (next: Condition) => {
    setParams((now) => withCondition(now, next), {
      replace: true,
      preventScrollReset: true,
      flushSync: true,
    });
  };
  const matches = similar.data?.matches;
  return (
    <section className={styles.similar} aria-labelledby="similar">
      <div className={styles.head}>
        <h2 id="similar">Works that look like this one</h2>
        <div className={styles.conditions}>
          <div className={controls.chips} role="group" aria-label="Only works of the same">
            {SHARED.map(({ facet, word }) => {
              const value = artwork[facet];
              return (
                value !== null && (
                  <button
                    key={facet}
                    type="button"
                    className={controls.chip}
                    aria-pressed={values(condition, facet).includes(value)}
                    title={value}
                    onClick={() => {
                      change(toggleValue(condition, facet, value));
                    }}
                  >
                    Same {word}
                  </button>
                )
              );
            })}
          </div>
          <YearFields condition={condition} onChange={change} />
        </div>
        <p className={styles.said} role="status">
          {similar.isFetching
            ? "Comparing…"
            : similar.data === undefined
              ? ""
              : countOf(condition) === 0
                ? `The ${matches?.length ?? 0} nearest of ${similar.data.kept} works`
                : `${similar.data.kept} ${similar.data.kept === 1 ? "work fits" : "works fit"} these conditions`}
        </p>
        <OriginalsNote />
      </div>
      {similar.isError ? (
        <ProblemNote failure={similar.error} onRetry={() => void similar.refetch()} />
      ) : matches === undefined ? (
        <CardPlaces count={6} what="similar works" />
      ) : matches.length === 0 ? (
        <p>No other work fits all of these conditions. Take one away to see more.</p>
      ) : (
        <CardGrid label="Similar works">
          {matches.map(({ artwork: match, similarity }) => (
            <li key={match.id}>
              <ArtworkCard artwork={match} press="open" similarity={similarity} />
            </li>
          ))}
        </CardGrid>
      )}
    </section>
  );
}
