// The real works that the picture on the page is most like, sought each time the point rests.
import { useQuery } from "@tanstack/react-query";
import { memo, useDeferredValue } from "react";
import { ArtworkCard } from "@/components/ArtworkCard";
import { OriginalsNote } from "@/components/OriginalsNote";
import { ProblemNote } from "@/components/ProblemNote";
import { useMessages } from "@/lib/i18n/catalogue";
import { mapMessages } from "../messages";
import type { PointPicture } from "../api/get-map-point";
import { similarToPictureQuery } from "../api/similar-to-picture";
import styles from "./Nearest.module.css";

const PLACES = 6;

/** Left as it is while the point moves, which gives it nothing new. */
export const Nearest = memo(function Nearest({ picture }: { picture: PointPicture | null }) {
  const similar = useQuery(similarToPictureQuery(picture));
  const matches = useDeferredValue(similar.data)?.matches;
  const say = useMessages(mapMessages);
  const looking = picture === null || similar.isFetching;
  return (
    <section className={styles.nearest} aria-labelledby="nearest" aria-busy={looking}>
      <div className={styles.head}>
        <h2 id="nearest">{say.nearest}</h2>
        <p className={styles.waiting} role="status">
          {looking ? say.looking : ""}
        </p>
      </div>
      <OriginalsNote />
      {similar.isError && <ProblemNote failure={similar.error} onRetry={() => void similar.refetch()} />}
      <ul className={styles.strip} data-looking={looking}>
        {matches === undefined
          ? Array.from({ length: PLACES }, (_, place) => <li key={place} className={styles.place} />)
          : matches.map(({ artwork, similarity }) => (
              <li key={artwork.id}>
                <ArtworkCard artwork={artwork} press="open" similarity={similarity} />
              </li>
            ))}
      </ul>
    </section>
  );
});
