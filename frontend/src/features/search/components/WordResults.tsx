// The works that words and facts find, page by page, and help where they find none.
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { ArtworkCard } from "@/components/ArtworkCard";
import { CardGrid, CardPlaces } from "@/components/CardGrid";
import { UnknownValues } from "@/components/conditions/UnknownValues";
import type { ConditionState } from "@/components/conditions/use-condition";
import controls from "@/components/controls.module.css";
import { ProblemNote } from "@/components/ProblemNote";
import styles from "@/components/Results.module.css";
import { artworkPagesQuery } from "@/lib/api/list-artworks";
import { useMessages } from "@/lib/i18n/catalogue";
import { countOf } from "@/lib/url/groups";
import { searchMessages } from "../messages";

interface Props {
  words: string;
  state: ConditionState;
  onClear: () => void;
}

export function WordResults({ words, state, onClear }: Props) {
  const t = useMessages(searchMessages);
  const { condition, setCondition } = state;
  const pages = useInfiniteQuery({
    ...artworkPagesQuery({ words, condition, shuffle: null }),
    placeholderData: keepPreviousData,
  });
  const data = useDeferredValue(pages.data); // drawn in pieces
  if (pages.isError) return <ProblemNote failure={pages.error} onRetry={() => void pages.refetch()} />;
  if (pages.isPending || data === undefined) return <CardPlaces count={12} what={t.theWorks} />;
  const works = data.pages.flatMap((page) => page.items);
  const [first] = data.pages;
  const total = first?.total ?? 0;
  const spellings = (
    <UnknownValues unknown={first?.unknown ?? []} condition={condition} onChange={setCondition} />
  );
  if (total === 0) {
    return (
      <div className={styles.none} role="status">
        <h2>{t.none}</h2>
        <p>
          {words === ""
            ? t.noneConditions
            : countOf(condition) > 0
              ? t.noneWordsConditions(words)
              : t.noneWords(words)}
        </p>
        {spellings}
        <button type="button" className={controls.button} onClick={onClear}>
          {t.showAll}
        </button>
      </div>
    );
  }
  return (
    <>
      {spellings}
      <p className={styles.count} role="status">
        {t.count(total)}
      </p>
      <div className={styles.wall} data-old={pages.isPlaceholderData}>
        <CardGrid label={t.found}>
          {works.map((artwork) => (
            <li key={artwork.id}>
              <ArtworkCard artwork={artwork} press="open" />
            </li>
          ))}
        </CardGrid>
      </div>
      {pages.hasNextPage && (
        <div className={styles.more}>
          <button
            type="button"
            className={controls.button}
            aria-busy={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {pages.isFetchingNextPage ? t.fetching : t.more}
          </button>
          <p className={styles.count}>{t.of(works.length, total)}</p>
        </div>
      )}
    </>
  );
}
