// The works that words and facts find, page by page, and help where they find none.
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { ArtworkCard } from "@/components/ArtworkCard";
import { CardGrid, CardPlaces } from "@/components/CardGrid";
import controls from "@/components/controls.module.css";
import { ProblemNote } from "@/components/ProblemNote";
import { artworkPagesQuery } from "@/lib/api/list-artworks";
import { countOf, type Condition } from "@/lib/url/condition";
import styles from "./Results.module.css";

interface Props {
  words: string;
  condition: Condition;
  onClear: () => void;
}

export function WordResults({ words, condition, onClear }: Props) {
  const pages = useInfiniteQuery({
    ...artworkPagesQuery({ words, condition, shuffle: null }),
    placeholderData: keepPreviousData,
  });
  if (pages.isPending) return <CardPlaces count={12} what="the works found" />;
  if (pages.isError) return <ProblemNote failure={pages.error} onRetry={() => void pages.refetch()} />;
  const works = pages.data.pages.flatMap((page) => page.items);
  const total = pages.data.pages[0]?.total ?? 0;
  if (total === 0) {
    return (
      <div className={styles.none} role="status">
        <h2>No work fits</h2>
        <p>
          {words !== "" && countOf(condition) > 0
            ? `Nothing in the collection has “${words}” under these conditions. Fewer conditions, or a shorter word, may find something: beginnings of words count too.`
            : words !== ""
              ? `Nothing in the collection has “${words}”. Try a shorter word, as beginnings of words count too, or another spelling.`
              : "No work fits all of these conditions at once. Take one away to see more."}
        </p>
        <button type="button" className={controls.button} onClick={onClear}>
          Show all works
        </button>
      </div>
    );
  }
  return (
    <>
      <p className={styles.count} role="status">
        {total} {total === 1 ? "work" : "works"}
      </p>
      <div className={styles.wall} data-old={pages.isPlaceholderData}>
        <CardGrid label="Works found">
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
            {pages.isFetchingNextPage ? "Fetching more works…" : "Show more"}
          </button>
          <p className={styles.count}>
            {works.length} of {total}
          </p>
        </div>
      )}
    </>
  );
}
