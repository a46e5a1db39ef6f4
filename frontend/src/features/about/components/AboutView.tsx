// About: how the studio works, what is real, what it leans to, by the figures of the running release; and who made what.
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { ProblemNote } from "@/components/ProblemNote";
import { useMessages } from "@/lib/i18n/catalogue";
import { artworksQuery } from "@/lib/api/list-artworks";
import { words } from "@/lib/messages";
import { ANY } from "@/lib/url/groups";
import { collectionQuery } from "../api/get-collection";
import { modelQuery } from "../api/get-model";
import { aboutMessages } from "../messages";
import styles from "./AboutView.module.css";
import { Figures } from "./Figures";
import { How } from "./How";
import { Leanings } from "./Leanings";
import { Markdown } from "./Markdown";
import { Part } from "./Part";

export function AboutView() {
  const t = useMessages(aboutMessages);
  const model = useQuery(modelQuery());
  const told = useDeferredValue(model.data); // its card is drawn in pieces
  const collection = useQuery(collectionQuery());
  const works = useQuery(artworksQuery({ words: "", condition: ANY, shuffle: null }, 1));
  const all = [model, collection, works];
  const failed = all.find((query) => query.isError);
  const parts = {
    figures: t.figures.heading,
    real: t.real.heading,
    leanings: t.leanings.heading,
    card: t.card.heading,
    credits: t.credits.heading,
    access: t.access.heading,
    languages: t.languages.heading,
  };
  return (
    <div className={styles.about}>
      <title>{`${t.title} – Gen Studio`}</title>
      <header className={styles.head}>
        <h1>{t.heading}</h1>
        <nav aria-label={t.contents}>
          <ul className={styles.contents}>
            {Object.entries(parts).map(([id, heading]) => (
              <li key={id}>
                <a href={`#${id}`}>{heading}</a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      {failed !== undefined && (
        <ProblemNote
          failure={failed.error}
          onRetry={() => {
            for (const query of all) if (query.isError) void query.refetch();
          }}
        />
      )}
      <How work={works.data?.items[0]} length={told?.seed_length ?? 140} />
      <Part id="figures" heading={parts.figures}>
        <Figures model={told} collection={collection.data} />
      </Part>
      <Part id="real" heading={parts.real}>
        <p className={styles.words}>{t.real.words}</p>
      </Part>
      <Part id="leanings" heading={parts.leanings}>
        <p className={styles.words}>{t.leanings.words}</p>
        {works.data !== undefined && <Leanings facets={works.data.facets} total={works.data.total} />}
        <p className={styles.soft}>{t.leanings.others}</p>
      </Part>
      <Part id="card" heading={parts.card}>
        <p className={styles.soft}>{t.card.english}</p>
        {told === undefined ? (
          <p role="status">{model.isError ? "" : words().waitingFor(t.card.waiting)}</p>
        ) : (
          <div lang="en" dir="ltr">
            {/* its own first heading stands beside it already */}
            <Markdown source={told.card.replace(/^# .*\n/, "")} />
          </div>
        )}
      </Part>
      <Part id="credits" heading={parts.credits}>
        <div className={styles.words}>
          <p>{t.credits.works}</p>
          <ul className={styles.museums}>
            {works.data?.facets.museum.map(({ value }) => (
              <li key={value}>
                <bdi>{value}</bdi>
              </li>
            ))}
          </ul>
          <p>{t.credits.code}</p>
          <p>{t.credits.fonts}</p>
        </div>
      </Part>
      <Part id="access" heading={parts.access}>
        <ul className={styles.points}>
          {t.access.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </Part>
      <Part id="languages" heading={parts.languages}>
        <p className={styles.words}>{t.languages.words}</p>
      </Part>
    </div>
  );
}
