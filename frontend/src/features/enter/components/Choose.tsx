// Up to eight works to begin with: by kind, by words, by a picture of one's own, or by chance; and the wall they hang on.
import { useInfiniteQuery } from "@tanstack/react-query";
import { ArtworkCard } from "@/components/ArtworkCard";
import { CardGrid, CardPlaces } from "@/components/CardGrid";
import controls from "@/components/controls.module.css";
import { OriginalsNote } from "@/components/OriginalsNote";
import { ProblemNote } from "@/components/ProblemNote";
import { SearchField } from "@/components/SearchField";
import { useMessages } from "@/lib/i18n/catalogue";
import { artworkPagesQuery } from "@/lib/api/list-artworks";
import { countOf } from "@/lib/url/groups";
import { MAX_WORKS } from "@/lib/url/works";
import { useChoice } from "../hooks/use-choice";
import type { Surprise } from "../hooks/use-surprise";
import { enterMessages } from "../messages";
import styles from "./Choose.module.css";
import { KindTiles } from "./KindTiles";

export function Choose({ surprise }: { surprise: Surprise }) {
  const t = useMessages(enterMessages).choose;
  const choice = useChoice();
  const { wanted } = choice;
  const pages = useInfiniteQuery(artworkPagesQuery(wanted));
  const works = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const total = pages.data?.pages[0]?.total ?? 0;
  const narrowed = countOf(wanted.condition) > 0 || wanted.words !== "";
  return (
    <section id="choose" className={styles.choose} aria-labelledby="choose-words">
      <div className={styles.head}>
        <h2 id="choose-words" className={styles.heading}>
          {t.heading(MAX_WORKS)}
        </h2>
        <SearchField
          words={wanted.words}
          label={t.search}
          placeholder={t.placeholder}
          onWords={choice.setWords}
        />
      </div>
      <KindTiles choice={choice} />
      {surprise.failure !== null && <ProblemNote failure={surprise.failure} />}
      {pages.isPending ? (
        <CardPlaces count={12} what={t.theWorks} />
      ) : pages.isError ? (
        <ProblemNote failure={pages.error} onRetry={() => void pages.refetch()} />
      ) : works.length === 0 ? (
        <div className={styles.none}>
          <p>{t.none}</p>
          <button type="button" className={controls.button} onClick={choice.clear}>
            {t.showAll}
          </button>
        </div>
      ) : (
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
      )}
    </section>
  );
}
