// The shelf: works by category, by words or by chance, to choose up to six of them.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArtworkCard } from "@/components/ArtworkCard";
import { CardGrid, CardPlaces } from "@/components/CardGrid";
import controls from "@/components/controls.module.css";
import { OriginalsNote } from "@/components/OriginalsNote";
import { ProblemNote } from "@/components/ProblemNote";
import { SearchField } from "@/components/SearchField";
import { artworkPagesQuery, artworksQuery, MAX_SHUFFLE } from "@/lib/api/list-artworks";
import { ANY, countOf, values } from "@/lib/url/condition";
import { useShelf } from "../hooks/use-shelf";
import styles from "./Shelf.module.css";

const CATEGORIES = 10;
const SURPRISES = 4;

export function Shelf() {
  const shelf = useShelf();
  const { wanted } = shelf;
  const pages = useInfiniteQuery(artworkPagesQuery(wanted));
  const works = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const total = pages.data?.pages[0]?.total;
  const surprise = useSurprise(shelf.surprise);
  const narrowed = countOf(wanted.condition) > 0 || wanted.words !== "";
  return (
    <section className={styles.shelf} aria-labelledby="shelf">
      <div className={styles.head}>
        <h2 id="shelf">Choose two to six works</h2>
        <div className={styles.tools}>
          <SearchField
            words={wanted.words}
            label="Search the shelf"
            placeholder="An artist, a thing, a place…"
            onWords={shelf.setWords}
          />
          <button
            type="button"
            className={controls.button}
            aria-busy={surprise.isPending}
            onClick={() => {
              surprise.mutate(Math.floor(Math.random() * MAX_SHUFFLE));
            }}
          >
            Surprise me
          </button>
        </div>
        <Categories chosen={values(wanted.condition, "classification")} onToggle={shelf.toggleCategory} />
      </div>
      {surprise.isError && <ProblemNote failure={surprise.error} />}
      {pages.isPending ? (
        <CardPlaces count={12} what="the works on the shelf" />
      ) : pages.isError ? (
        <ProblemNote failure={pages.error} onRetry={() => void pages.refetch()} />
      ) : works.length === 0 ? (
        <div className={styles.none}>
          <p>No work on the shelf fits these words and categories.</p>
          <button type="button" className={controls.button} onClick={shelf.clear}>
            Show all works
          </button>
        </div>
      ) : (
        <>
          <OriginalsNote />
          <CardGrid label="Works on the shelf">
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
                {pages.isFetchingNextPage ? "Fetching more works…" : "Show more"}
              </button>
            )}
            <p className={controls.count} role="status">
              {works.length} of {total} works{narrowed ? " that fit" : ""}
            </p>
          </div>
        </>
      )}
    </section>
  );
}

function Categories({
  chosen,
  onToggle,
}: {
  chosen: readonly string[];
  onToggle: (category: string) => void;
}) {
  // counted over the whole collection, so that the chips stay where they are
  const all = useQuery(artworksQuery({ words: "", condition: ANY, shuffle: null }, 1));
  const counted = all.data?.facets.classification ?? [];
  const offered = counted.slice(0, CATEGORIES);
  const others = chosen.filter((category) => !offered.some(({ value }) => value === category));
  return (
    <div className={styles.categories} role="group" aria-label="Categories">
      <div className={controls.chips}>
        {offered.map(({ value, count }) => (
          <button
            key={value}
            type="button"
            className={controls.chip}
            aria-pressed={chosen.includes(value)}
            onClick={() => {
              onToggle(value);
            }}
          >
            {value} <span className={controls.count}>{count}</span>
          </button>
        ))}
        {others.map((value) => (
          <button
            key={value}
            type="button"
            className={controls.chip}
            aria-pressed
            onClick={() => {
              onToggle(value);
            }}
          >
            {value}
          </button>
        ))}
      </div>
    </div>
  );
}

/** Works by chance, chosen at once: the first of a shuffled shelf, which shows them first. */
function useSurprise(onWorks: (shuffle: number, works: readonly string[]) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (shuffle: number) => {
      const page = await client.query(artworksQuery({ words: "", condition: ANY, shuffle }, SURPRISES));
      return page.items.map((artwork) => artwork.id);
    },
    onSuccess: (works, shuffle) => {
      onWorks(shuffle, works);
    },
  });
}
