// About: how the studio works, what is real and what is not, and the figures of the running release.
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ProblemNote } from "@/components/ProblemNote";
import { collectionQuery } from "../api/get-collection";
import { modelQuery } from "../api/get-model";
import styles from "./AboutView.module.css";
import { Markdown } from "./Markdown";

const NUMBERS = new Intl.NumberFormat("en");

export function AboutView() {
  const model = useQuery(modelQuery());
  const collection = useQuery(collectionQuery());
  const failed = [model, collection].find((query) => query.isError);
  return (
    <div className={styles.about}>
      <title>About – Gen Studio</title>
      <h1>How it works</h1>
      <div className={styles.words}>
        <p>
          The generator is a neural network that draws a picture from 140 numbers, its seed. It was trained on
          works of open museum collections. For each work on the shelf the seed was sought whose picture comes
          nearest to it: that picture is the work’s <em>rendering</em>, and it can be a distant likeness.
        </p>
        <p>
          A map places up to six works on a plane. Each point of it mixes their seeds, the nearer ones more,
          and the generator draws the mixture. On a landmark itself it draws that work’s own seed.
        </p>
        <p>
          Another network describes any picture by 2048 numbers. Works whose numbers point the same way look
          alike: that is how the studio finds the real works nearest to a generated picture, to a work, or to
          a picture of yours. A picture that you give is compared and forgotten; it is neither stored nor
          logged.
        </p>
        <p>
          Generated pictures are marked in blue on these pages, and carry a machine-readable mark in their
          files. They show what the generator has learnt, with all its gaps and leanings, and say nothing true
          about any work, maker or culture.
        </p>
      </div>
      <section className={styles.part} aria-labelledby="figures">
        <h2 id="figures">The running release</h2>
        {failed !== undefined && (
          <ProblemNote
            failure={failed.error}
            onRetry={() => {
              void model.refetch();
              void collection.refetch();
            }}
          />
        )}
        <dl className={styles.figures}>
          <Figure name="Works in the collection">{number(collection.data?.artworks)}</Figure>
          <Figure name="Works with a seed">{number(model.data?.landmarks)}</Figure>
          <Figure name="Numbers in a seed">{number(model.data?.seed_length)}</Figure>
          <Figure
            name={
              model.data !== undefined && Math.max(...model.data.sizes) > model.data.trained_size
                ? `Sizes drawn; learnt at ${model.data.trained_size} px, above that enlarged`
                : "Sizes drawn"
            }
          >
            {model.data === undefined ? "…" : `${model.data.sizes.join(", ")} px`}
          </Figure>
        </dl>
        <dl className={styles.marks}>
          <Mark name="Release">{model.data?.release}</Mark>
          <Mark name="Generator, SHA-256">{model.data?.generator_sha256}</Mark>
          <Mark name="Encoder, SHA-256">{collection.data?.encoder_sha256}</Mark>
        </dl>
      </section>
      <section className={styles.part} aria-label="Model card">
        {model.data === undefined ? (
          <p role="status">{model.isError ? "" : "Waiting for the model card…"}</p>
        ) : (
          <Markdown source={model.data.card} />
        )}
      </section>
    </div>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Mark({ name, children }: { name: string; children: string | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children ?? "…"}</dd>
    </div>
  );
}

function number(value: number | undefined): string {
  return value === undefined ? "…" : NUMBERS.format(value);
}
