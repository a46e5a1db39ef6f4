// A work's facts as a museum sets them beside it: artist; title, date; medium; credit line; number.
import type { ReactNode } from "react";
import type { Artwork } from "@/lib/api/types";
import { creditLine, makerOf, titleOf } from "@/lib/label";
import styles from "./MuseumLabel.module.css";

interface Props {
  artwork: Artwork;
  /** What the title stands in, as a link or a heading. */
  title?: (words: string) => ReactNode;
  /** Artist, title and date alone. */
  short?: boolean;
}

/** The facts are the museum's own words, in its own language and direction. */
export function MuseumLabel({ artwork, title = (words) => words, short = false }: Props) {
  return (
    <div className={styles.label}>
      <p className={styles.maker}>
        <bdi>{makerOf(artwork)}</bdi>
      </p>
      <p>
        <bdi className={styles.title}>{title(titleOf(artwork))}</bdi>
        {artwork.date !== null && (
          <>
            , <bdi>{artwork.date}</bdi>
          </>
        )}
      </p>
      {!short && (
        <>
          {artwork.medium !== null && (
            <p>
              <bdi>{artwork.medium}</bdi>
            </p>
          )}
          <p className={styles.soft}>
            <bdi>{creditLine(artwork)}</bdi>
          </p>
          <p className={styles.soft}>
            <bdi>{artwork.id}</bdi>
          </p>
        </>
      )}
    </div>
  );
}
