// The works that look like this one, under any condition, and why; the address holds it all.
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { ArtworkCard } from "@/components/ArtworkCard";
import { CardGrid, CardPlaces } from "@/components/CardGrid";
import { ConditionPanel } from "@/components/conditions/ConditionPanel";
import { UnknownValues } from "@/components/conditions/UnknownValues";
import { useCondition } from "@/components/conditions/use-condition";
import controls from "@/components/controls.module.css";
import { OriginalsNote } from "@/components/OriginalsNote";
import { ProblemNote } from "@/components/ProblemNote";
import { Why } from "@/components/Why";
import type { Artwork } from "@/lib/api/types";
import { useMessages } from "@/lib/i18n/catalogue";
import { countOf, toggleValue, values } from "@/lib/url/groups";
import { similarArtworksQuery } from "../api/get-similar-artworks";
import { artworkMessages } from "../messages";
import styles from "./Similar.module.css";

const SHARED = ["culture", "medium", "classification", "artist", "museum"] as const;

export function Similar({ artwork }: { artwork: Artwork }) {
  const t = useMessages(artworkMessages).similar;
  const state = useCondition();
  const { condition, setCondition } = state;
  const similar = useQuery(similarArtworksQuery(artwork.id, condition));
  const matches = useDeferredValue(similar.data)?.matches;
  const said =
    similar.data === undefined
      ? ""
      : countOf(condition) === 0
        ? t.nearest(similar.data.matches.length, similar.data.kept)
        : t.fit(similar.data.kept);
  return (
    <section className={styles.similar} aria-labelledby="similar">
      <div className={styles.head}>
        <h2 id="similar">{t.heading}</h2>
        <div className={controls.chips} role="group" aria-label={t.onlySame}>
          {SHARED.map((facet) => {
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
                    setCondition(toggleValue(condition, facet, value));
                  }}
                >
                  {t.same[facet]}
                </button>
              )
            );
          })}
        </div>
        <ConditionPanel state={state} />
        <p className={styles.said} role="status">
          {similar.isFetching ? t.comparing : said}
        </p>
        {similar.data !== undefined && (
          <UnknownValues unknown={similar.data.unknown} condition={condition} onChange={setCondition} />
        )}
        {similar.data?.close === false && similar.data.matches.length > 0 && <p>{t.notClose}</p>}
        <OriginalsNote />
      </div>
      {similar.isError ? (
        <ProblemNote failure={similar.error} onRetry={() => void similar.refetch()} />
      ) : matches === undefined ? (
        <CardPlaces count={6} what={t.waiting} />
      ) : matches.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <CardGrid label={t.label}>
          {matches.map((match) => (
            <li key={match.artwork.id}>
              <ArtworkCard artwork={match.artwork} press="open">
                <Why match={match} to={artwork} />
              </ArtworkCard>
            </li>
          ))}
        </CardGrid>
      )}
    </section>
  );
}
