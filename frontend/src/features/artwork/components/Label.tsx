// The museum label: artist; title, date; medium; credit line; number; and the way to the museum's own page.
import type { Artwork } from "@/lib/api/types";
import { useMessages } from "@/lib/i18n/catalogue";
import { creditLine, makerOf, titleOf } from "@/lib/label";
import { artworkMessages } from "../messages";
import styles from "./Label.module.css";

const LONG = 60;

export function Label({ artwork }: { artwork: Artwork }) {
  const t = useMessages(artworkMessages);
  const title = titleOf(artwork);
  return (
    <div className={styles.label}>
      <p className={styles.maker}>
        <bdi>{makerOf(artwork)}</bdi>
        {artwork.artist_role !== null && artwork.artist !== null && (
          <span className={styles.soft}>
            , <bdi>{artwork.artist_role}</bdi>
          </span>
        )}
      </p>
      <h1 className={styles.title} data-long={title.length > LONG}>
        <bdi>{title}</bdi>
      </h1>
      {[artwork.date, artwork.medium].map(
        (said, line) =>
          said !== null && (
            <p key={line}>
              <bdi>{said}</bdi>
            </p>
          ),
      )}
      <p className={styles.soft}>
        <bdi>{creditLine(artwork)}</bdi>
      </p>
      <p className={styles.soft}>
        <bdi>{artwork.id}</bdi>
      </p>
      {artwork.object_url?.startsWith("https://") === true && (
        <p>
          <a href={artwork.object_url} rel="noreferrer">
            {t.objectPage(artwork.museum ?? t.itsMuseum)}
          </a>
        </p>
      )}
    </div>
  );
}
