// A work: its pictures, its museum label, and the works that look like it.
import { useParams } from "react-router";
import { ProblemNote } from "@/components/ProblemNote";
import { useArtwork } from "@/lib/api/get-artwork";
import { makerOf, titleOf } from "@/lib/label";
import styles from "./ArtworkView.module.css";
import { Label } from "./Label";
import { Pictures } from "./Pictures";
import { Similar } from "./Similar";
import { UseInMap } from "./UseInMap";
import { Ways } from "./Ways";

export function ArtworkView() {
  const { id = "" } = useParams();
  const query = useArtwork(id);
  if (query.isError) {
    return (
      <div className={styles.problem}>
        <title>Artwork – Gen Studio</title>
        <h1>This work can’t be shown</h1>
        <ProblemNote failure={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  }
  const artwork = query.data;
  if (artwork === undefined) {
    return (
      <div className={styles.waiting} role="status" aria-label="Waiting for the work">
        <title>Artwork – Gen Studio</title>
        <span className={styles.place} />
      </div>
    );
  }
  return (
    <>
      <title>{`${titleOf(artwork)}, ${makerOf(artwork)} – Gen Studio`}</title>
      <article className={styles.artwork}>
        <Pictures key={artwork.id} artwork={artwork} />
        <div className={styles.words}>
          <p className={styles.maker}>{makerOf(artwork)}</p>
          <h1 className={styles.title} data-long={titleOf(artwork).length > 60}>
            {titleOf(artwork)}
          </h1>
          <Label artwork={artwork} />
          <UseInMap artwork={artwork} />
          <Ways artwork={artwork} />
        </div>
      </article>
      <Similar key={`similar ${artwork.id}`} artwork={artwork} />
    </>
  );
}
