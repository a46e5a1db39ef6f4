// The works most like a given picture, under the current condition.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ArtworkCard } from "@/components/ArtworkCard";
import { CardGrid, CardPlaces } from "@/components/CardGrid";
import controls from "@/components/controls.module.css";
import { ProblemNote } from "@/components/ProblemNote";
import { passes } from "@/lib/api/problem";
import type { Condition } from "@/lib/url/condition";
import { similarToUploadQuery } from "../api/similar-to-upload";
import type { Upload } from "../uploads";
import styles from "./Results.module.css";

const PAGE = 24;
/** The service compares with all works, and names a hundred at most. */
const MOST = 100;

export function PictureMatches({ upload, condition }: { upload: Upload; condition: Condition }) {
  const [count, setCount] = useState(PAGE);
  const similar = useQuery(similarToUploadQuery(upload, condition, count));
  if (similar.isError) {
    return (
      <ProblemNote
        failure={similar.error}
        onRetry={passes(similar.error) ? () => void similar.refetch() : undefined}
      />
    );
  }
  if (similar.data === undefined) {
    return (
      <>
        <p className={styles.count} role="status">
          Comparing your picture with the collection…
        </p>
        <CardPlaces count={12} what="similar works" />
      </>
    );
  }
  const { matches, kept } = similar.data;
  if (matches.length === 0) {
    return (
      <div className={styles.none} role="status">
        <h2>No work fits</h2>
        <p>Your picture was compared, but no work fits these conditions. Take one away to see more.</p>
      </div>
    );
  }
  return (
    <>
      <p className={styles.count} role="status">
        {similar.isFetching ? "Comparing…" : `The ${matches.length} nearest of ${kept} works`}
      </p>
      <div className={styles.wall} data-old={similar.isPlaceholderData}>
        <CardGrid label="Works most like your picture">
          {matches.map(({ artwork, similarity }) => (
            <li key={artwork.id}>
              <ArtworkCard artwork={artwork} press="open" similarity={similarity} />
            </li>
          ))}
        </CardGrid>
      </div>
      {matches.length < Math.min(kept, MOST) && (
        <div className={styles.more}>
          <button
            type="button"
            className={controls.button}
            aria-busy={similar.isFetching}
            onClick={() => {
              setCount(Math.min(MOST, count + PAGE));
            }}
          >
            Show more
          </button>
        </div>
      )}
    </>
  );
}
