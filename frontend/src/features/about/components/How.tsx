// The idea in three steps, the first of them with a real work, its numbers and what they draw.
import { useQuery } from "@tanstack/react-query";
import { GeneratedBadge } from "@/components/GeneratedBadge";
import { useMessages } from "@/lib/i18n/catalogue";
import { renderingUrl } from "@/lib/api/pictures";
import type { Artwork } from "@/lib/api/types";
import { titleOf } from "@/lib/label";
import { words } from "@/lib/messages";
import { seedQuery } from "@/lib/api/get-seed";
import { aboutMessages } from "../messages";
import styles from "./How.module.css";

export function How({ work, length }: { work: Artwork | undefined; length: number }) {
  const t = useMessages(aboutMessages).how;
  return (
    <div className={styles.how}>
      <div className={styles.steps}>
        <Step heading={t.seed.heading} text={t.seed.words(length)} />
        <Step heading={t.between.heading} text={t.between.words} />
        <Step heading={t.alike.heading} text={t.alike.words} />
      </div>
      <figure className={styles.example}>
        <div className={styles.picture}>
          {work !== undefined && (
            <>
              <img
                src={renderingUrl(work.id, 256)}
                width={256}
                height={256}
                alt={words().renderingOf(titleOf(work))}
              />
              <GeneratedBadge />
            </>
          )}
        </div>
        <Bars work={work} length={length} />
      </figure>
    </div>
  );
}

function Step({ heading, text }: { heading: string; text: string }) {
  return (
    <section>
      <h2 className={styles.heading}>{heading}</h2>
      <p>{text}</p>
    </section>
  );
}

/** Seeds lie mostly within three standard deviations. */
const FARTHEST = 3;

function Bars({ work, length }: { work: Artwork | undefined; length: number }) {
  const t = useMessages(aboutMessages).how;
  const seed = useQuery(seedQuery(work?.id)).data?.seed;
  return (
    <div className={styles.numbers}>
      <svg viewBox={`0 0 ${length} ${2 * FARTHEST}`} preserveAspectRatio="none" aria-hidden="true">
        {seed?.map((value, place) => {
          const high = Math.min(Math.abs(value), FARTHEST);
          return (
            <rect
              key={place}
              x={place + 0.15}
              y={value > 0 ? FARTHEST - high : FARTHEST}
              width={0.7}
              height={high}
            />
          );
        })}
      </svg>
      <figcaption>{work === undefined ? "" : t.seedOf(titleOf(work))}</figcaption>
    </div>
  );
}
