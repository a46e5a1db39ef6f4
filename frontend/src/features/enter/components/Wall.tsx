// The wall of works to choose from, page by page.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { ArtworkCard } from "@/components/ArtworkCard";
import { CardGrid, CardPlaces } from "@/components/CardGrid";
import controls from "@/components/controls.module.css";
import { OriginalsNote } from "@/components/OriginalsNote";
import { ProblemNote } from "@/components/ProblemNote";
import { artworkPagesQuery } from "@/lib/api/list-artworks";
import { useMessages } from "@/lib/i18n/catalogue";
import { countOf } from "@/lib/url/groups";
import type { Choice } from "../hooks/use-choice";
import { enterMessages } from "../messages";
import styles from "./Choose.module.css";

export function Wall({ choice }: { choice: Choice }) {
  const t = useMessages(enterMessages).choose;
  const { wanted } = choice;
  const pages = useInfiniteQuery(artworkPagesQuery(wanted));
  // cards are drawn in small pieces, between which the page answers a hand
  const data = useDeferredValue(pages.data);
  if (pages.isError) return <ProblemNote failure={pages.error} onRetry={() => void pages.refetch()} />;
  if (pages.isPending || data === undefined) return <CardPlaces count={12} what={t.theWorks} />;
  const works = data.pages.flatMap((page) => page.items);
  const total = data.pages[0]?.total ?? 0;
  const narrowed = countOf(wanted.condition) > 0 || wanted.words !== "";
  if (works.length === 0) {
    return (
      <div className={styles.none}>
        <p>{t.none}</p>
        <button type="button" className={controls.button} onClick={choice.clear}>
          {t.showAll}
        </button>
      </div>
    );
  }
  return (
    <>
      <OriginalsNote />
      <CardGrid label={t.list}>
        {works.map((artwork) => (
          <li key={artwork.id}>
            <ArtworkCard artwork={artwork} press="choose" />
          </li>
        ))}
      </CardGrid>
      <div className={styles.more}>
        {pages.hasNextPage && (
          <button
            type="button"
            className={controls.button}
            aria-busy={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {pages.isFetchingNextPage ? t.fetching : t.more}
          </button>
        )}
        <p className={controls.count} role="status">
          {narrowed ? t.shownThatFit(works.length, total) : t.shown(works.length, total)}
        </p>
      </div>
    </>
  );
}
