// Two works, and the chain of works between them: each looks like the one before.
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { ArtworkCard } from "@/components/ArtworkCard";
import { CardPlaces } from "@/components/CardGrid";
import { OriginalsNote } from "@/components/OriginalsNote";
import { ProblemNote } from "@/components/ProblemNote";
import { useArtwork } from "@/lib/api/get-artwork";
import { percent, titleOf } from "@/lib/label";
import { useWorks } from "@/lib/url/use-works";
import { artworkAddress } from "@/lib/url/works";
import { connectionQuery } from "../api/get-connection";
import styles from "./ConnectionView.module.css";

export function ConnectionView() {
  const { id = "", other = "" } = useParams();
  const { works } = useWorks();
  const [from, to] = [useArtwork(id), useArtwork(other)];
  const chain = useQuery(connectionQuery(id, other));
  const failure = from.error ?? to.error ?? chain.error;
  const names = [from.data, to.data].map((work) => (work === undefined ? "…" : titleOf(work)));
  const steps = chain.data?.steps ?? [];
  return (
    <div className={styles.view}>
      <title>{`From ${names[0] ?? ""} to ${names[1] ?? ""} – Gen Studio`}</title>
      <header className={styles.head}>
        <h1>
          From <cite>{names[0]}</cite> to <cite>{names[1]}</cite>
        </h1>
        <p className={styles.lead} role="status">
          {chain.isPending
            ? "Looking for the way…"
            : chain.data === undefined
              ? ""
              : steps.length === 0
                ? chain.data.exhausted
                  ? "No chain of close works leads there."
                  : "The way was not found in time; the two are far apart."
                : `${steps.length - 1} steps, each to one of the 15 works nearest to the one before.`}
        </p>
        <OriginalsNote />
      </header>
      {failure !== null ? (
        <ProblemNote failure={failure} onRetry={() => void chain.refetch()} />
      ) : chain.isPending ? (
        <CardPlaces count={5} what="the chain" />
      ) : (
        <ol className={styles.chain} aria-label="The chain of works">
          {steps.map(({ artwork, similarity }, number) => (
            <li key={artwork.id} className={styles.step}>
              <p className={styles.link} data-weakest={number === chain.data?.weakest}>
                {number === 0
                  ? "Begin"
                  : `${percent(Math.max(0, similarity))} alike${number === chain.data?.weakest ? ", the weakest step" : ""}`}
              </p>
              <ArtworkCard artwork={artwork} press="open" />
            </li>
          ))}
        </ol>
      )}
      <p>
        <Link to={artworkAddress(id, works)}>Back to {names[0]}</Link>
      </p>
    </div>
  );
}
