// The works most like a given picture, or one at an address, under the current condition, and why each is among them.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ArtworkCard } from "@/components/ArtworkCard";
import { CardGrid, CardPlaces } from "@/components/CardGrid";
import { UnknownValues } from "@/components/conditions/UnknownValues";
import controls from "@/components/controls.module.css";
import { ProblemNote } from "@/components/ProblemNote";
import { Why } from "@/components/Why";
import { passes } from "@/lib/api/problem";
import { useMessages } from "@/lib/i18n/catalogue";
import type { Upload } from "@/lib/uploads";
import type { Condition } from "@/lib/url/groups";
import { similarToAddressQuery } from "@/lib/api/similar-to-address";
import { similarToUploadQuery } from "@/lib/api/similar-to-upload";
import styles from "../Results.module.css";
import { pictureMessages } from "./messages";

const PAGE = 24;
/** The service compares with all works, and names a hundred at most. */
const MOST = 100;

interface Props {
  /** A picture that was given, or the address of one. */
  picture: Upload | string;
  condition: Condition;
  /** Where the condition can be changed: then other spellings of values that it does not know are offered. */
  onCondition?: (condition: Condition) => void;
  /** What a click on a work does: choose it for the map, or open its page. */
  press: "choose" | "open";
}

export function PictureMatches({ picture, condition, onCondition, press }: Props) {
  const t = useMessages(pictureMessages);
  const [count, setCount] = useState(PAGE);
  const atAddress = typeof picture === "string";
  const uploaded = useQuery({
    ...similarToUploadQuery(atAddress ? null : picture, condition, count),
    enabled: !atAddress,
  });
  const found = useQuery({
    ...similarToAddressQuery(atAddress ? picture : "", condition, count),
    enabled: atAddress,
  });
  const similar = atAddress ? found : uploaded;
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
          {t.comparing}
        </p>
        <CardPlaces count={12} what={t.similarWorks} />
      </>
    );
  }
  const { matches, kept, close, unknown } = similar.data;
  const spellings = onCondition !== undefined && (
    <UnknownValues unknown={unknown} condition={condition} onChange={onCondition} />
  );
  if (matches.length === 0) {
    return (
      <div className={styles.none} role="status">
        <h2>{t.none}</h2>
        <p>{t.nonePicture}</p>
        {spellings}
      </div>
    );
  }
  return (
    <>
      {spellings}
      {!close && (
        <div className={styles.far}>
          <p>{t.notClose}</p>
          <p className={styles.count}>{t.notCloseWords}</p>
        </div>
      )}
      <p className={styles.count} role="status">
        {similar.isFetching ? t.comparingAgain : t.nearest(matches.length, kept)}
      </p>
      <div className={styles.wall} data-old={similar.isPlaceholderData}>
        <CardGrid label={t.mostLike}>
          {matches.map((match) => (
            <li key={match.artwork.id}>
              <ArtworkCard artwork={match.artwork} press={press}>
                <Why match={match} to={atAddress ? undefined : picture} />
              </ArtworkCard>
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
            {t.more}
          </button>
        </div>
      )}
    </>
  );
}
