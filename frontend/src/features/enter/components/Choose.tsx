// Up to eight works to begin with: by kind, by words, by a picture of one's own, or by chance; and the wall they hang on.
import { lazy, Suspense } from "react";
import { CardPlaces } from "@/components/CardGrid";
import { PictureInput } from "@/components/PictureInput";
import { ProblemNote } from "@/components/ProblemNote";
import { SearchField } from "@/components/SearchField";
import { useGivenPicture } from "@/components/use-given-picture";
import { useMessages } from "@/lib/i18n/catalogue";
import { keepUpload } from "@/lib/uploads";
import { MAX_WORKS } from "@/lib/url/works";
import { useChoice } from "../hooks/use-choice";
import type { Surprise } from "../hooks/use-surprise";
import { enterMessages } from "../messages";
import styles from "./Choose.module.css";
import { KindTiles } from "./KindTiles";
import { Wall } from "./Wall";

// few visitors bring a picture, and the first view is not to wait for what it takes
const WorksLike = lazy(() => import("./WorksLike").then((file) => ({ default: file.WorksLike })));

export function Choose({ surprise }: { surprise: Surprise }) {
  const t = useMessages(enterMessages).choose;
  const choice = useChoice();
  const give = (file: File) => {
    choice.setPicture(keepUpload(file).name);
  };
  const hovering = useGivenPicture(give);
  return (
    <section id="choose" className={styles.choose} aria-labelledby="choose-words" data-hovering={hovering}>
      <div className={styles.head}>
        <h2 id="choose-words" className={styles.heading}>
          {t.heading(MAX_WORKS)}
        </h2>
        <SearchField
          words={choice.wanted.words}
          label={t.search}
          placeholder={t.placeholder}
          onWords={choice.setWords}
        />
      </div>
      <KindTiles choice={choice} />
      <div className={styles.own}>
        <PictureInput label={t.withPicture} field={t.pictureField} onFile={give} />
        <p className={styles.note}>{hovering ? t.letGo : t.pictureHint}</p>
      </div>
      {surprise.failure !== null && <ProblemNote failure={surprise.failure} />}
      {choice.picture === null ? (
        <Wall choice={choice} />
      ) : (
        <Suspense fallback={<CardPlaces count={12} what={t.theWorks} />}>
          <WorksLike name={choice.picture} onRemove={choice.clear} />
        </Suspense>
      )}
    </section>
  );
}
