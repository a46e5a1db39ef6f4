// A work on a wall of works: its picture, a short museum label, and what can be done with it here.
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Artwork, Size } from "@/lib/api/types";
import { keepsake, makerOf, percent, titleOf } from "@/lib/label";
import { words } from "@/lib/messages";
import { useWorks } from "@/lib/url/use-works";
import { artworkAddress, MAX_WORKS } from "@/lib/url/works";
import styles from "./ArtworkCard.module.css";
import { ArtworkImage } from "./ArtworkImage";
import { KeepButton } from "./KeepButton";

interface Props {
  artwork: Artwork;
  size?: Size;
  /** What a click on the picture does: choose the work for the map, or open its page. */
  press: "choose" | "open";
  similarity?: number;
  /** What else is said of it under its label. */
  children?: ReactNode;
}

export function ArtworkCard({ artwork, size = 128, press, similarity, children }: Props) {
  const chosen = useWorks();
  const place = chosen.works.indexOf(artwork.id);
  const isChosen = place >= 0;
  const picture = <ArtworkImage artwork={artwork} size={size} alt="" />;
  const choose = (className: string | undefined, children: ReactNode) => (
    <button
      type="button"
      className={className}
      aria-pressed={isChosen}
      aria-label={words().card.use(titleOf(artwork))}
      title={!isChosen && chosen.full ? words().card.full(MAX_WORKS) : undefined}
      disabled={!isChosen && chosen.full}
      onClick={() => {
        chosen.toggle(artwork.id);
      }}
    >
      {children}
    </button>
  );
  const tick = <span className={styles.tick}>{isChosen ? place + 1 : "+"}</span>;
  return (
    <article className={styles.card} data-chosen={isChosen} data-press={press}>
      <div className={styles.frame}>
        {press === "choose" ? (
          choose(
            styles.whole,
            <>
              {picture}
              {tick}
            </>,
          )
        ) : (
          <>
            {picture}
            {choose(styles.corner, tick)}
          </>
        )}
      </div>
      <div className={styles.label}>
        <div className={styles.keep}>
          <KeepButton item={keepsake(artwork)} look="sign" />
        </div>
        {/* the museum's own words keep their direction */}
        <p className={styles.maker}>
          <bdi>{makerOf(artwork)}</bdi>
        </p>
        <p>
          <Link className={styles.title} to={artworkAddress(artwork.id, chosen.works)}>
            <bdi>{titleOf(artwork)}</bdi>
          </Link>
          {artwork.date !== null && (
            <span className={styles.soft}>
              , <bdi>{artwork.date}</bdi>
            </span>
          )}
        </p>
        {similarity !== undefined && (
          <p className={styles.soft}>{words().alike(percent(Math.max(0, similarity)))}</p>
        )}
        {children}
      </div>
    </article>
  );
}
