// Whether a model drew a picture: the picture in, its marks in plain words out, and the recipe drawn again beside it.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { PictureInput } from "@/components/PictureInput";
import { ProblemNote } from "@/components/ProblemNote";
import { useGivenPicture } from "@/components/use-given-picture";
import { passes } from "@/lib/api/problem";
import { useMessages } from "@/lib/i18n/catalogue";
import { keepUpload, type Upload } from "@/lib/uploads";
import { verifyQuery } from "../api/verify-picture";
import { verifyMessages } from "../messages";
import { Findings } from "./Findings";
import styles from "./VerifyView.module.css";

export function VerifyView() {
  const t = useMessages(verifyMessages);
  // the picture is in this page alone, so the address can't hold it
  const [upload, setUpload] = useState<Upload | null>(null);
  const give = (file: File) => {
    setUpload(keepUpload(file));
  };
  const hovering = useGivenPicture(give);
  const found = useQuery(verifyQuery(upload));
  return (
    <div className={styles.verify} data-hovering={hovering}>
      <title>{`${t.title} – Gen Studio`}</title>
      <header className={styles.head}>
        <h1>{t.title}</h1>
        <p className={styles.lead}>{t.lead}</p>
        <div className={styles.give}>
          <PictureInput label={upload === null ? t.give : t.another} field={t.field} onFile={give} />
          <p className={styles.hint}>{hovering ? t.letGo : t.dropHint}</p>
        </div>
      </header>
      {upload !== null && (
        <section className={styles.found} aria-label={t.yours} aria-busy={found.isFetching}>
          <figure className={styles.picture}>
            <img src={upload.address} alt={t.yours} />
            <figcaption>
              <bdi>{upload.file.name}</bdi>
            </figcaption>
          </figure>
          {found.isError ? (
            <ProblemNote
              failure={found.error}
              onRetry={passes(found.error) ? () => void found.refetch() : undefined}
            />
          ) : found.data === undefined ? (
            <p role="status">{t.checking}</p>
          ) : (
            <Findings found={found.data} />
          )}
        </section>
      )}
    </div>
  );
}
