// A work: its pictures, its museum label, what can be done with it, and the works that look like it.
import { useParams } from "react-router";
import { KeepButton } from "@/components/KeepButton";
import { ProblemNote } from "@/components/ProblemNote";
import { useArtwork } from "@/lib/api/get-artwork";
import { useMessages } from "@/lib/i18n/catalogue";
import { keepsake, makerOf, titleOf } from "@/lib/label";
import { artworkMessages } from "../messages";
import styles from "./ArtworkView.module.css";
import { Facts } from "./Facts";
import { Label } from "./Label";
import { Pictures } from "./Pictures";
import { Similar } from "./Similar";
import { UseIn } from "./UseIn";
import { Ways } from "./Ways";

export function ArtworkView() {
  const t = useMessages(artworkMessages);
  const { id = "" } = useParams();
  const query = useArtwork(id);
  if (query.isError) {
    return (
      <div className={styles.problem}>
        <title>{`${t.title} – Gen Studio`}</title>
        <h1>{t.cannotShow}</h1>
        <ProblemNote failure={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  }
  const artwork = query.data;
  if (artwork === undefined) {
    return (
      <div className={styles.waiting} role="status" aria-label={t.waiting}>
        <title>{`${t.title} – Gen Studio`}</title>
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
          <Label artwork={artwork} />
          <div className={styles.use}>
            <UseIn artwork={artwork} />
            <KeepButton item={keepsake(artwork)} />
          </div>
          <Ways artwork={artwork} />
          <Facts artwork={artwork} />
        </div>
      </article>
      <Similar key={`similar ${artwork.id}`} artwork={artwork} />
    </>
  );
}
