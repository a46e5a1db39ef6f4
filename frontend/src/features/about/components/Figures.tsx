// The figures of the running release, and the hashes by which it is known.
import { useMessages } from "@/lib/i18n/catalogue";
import { format } from "@/lib/i18n/format";
import type { Collection, Model } from "@/lib/api/types";
import { aboutMessages } from "../messages";
import styles from "./AboutView.module.css";

interface Props {
  model: Model | undefined;
  collection: Collection | undefined;
}

export function Figures({ model, collection }: Props) {
  const t = useMessages(aboutMessages).figures;
  const enlarged = model !== undefined && Math.max(...model.sizes) > model.trained_size;
  const figures: [string, string][] = [
    [t.works, number(collection?.artworks)],
    [t.seeds, number(model?.landmarks)],
    [t.numbers, number(model?.seed_length)],
    [
      enlarged ? t.sizesEnlarged(model.trained_size) : t.sizes,
      model === undefined ? "…" : model.sizes.map((size) => format().number(size)).join(" · "),
    ],
  ];
  const marks: [string, string | undefined][] = [
    [t.release, model?.release],
    [t.engine, model?.engine],
    [t.generator, model?.generator_sha256],
    [t.encoder, collection?.encoder_sha256],
  ];
  return (
    <>
      <dl className={styles.figures}>
        {figures.map(([name, value]) => (
          <div key={name} className={styles.figure}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <dl className={styles.marks}>
        {marks.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value ?? "…"}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function number(value: number | undefined): string {
  return value === undefined ? "…" : format().number(value);
}
