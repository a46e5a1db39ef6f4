// What is shown of the picture that was given.
import controls from "@/components/controls.module.css";
import { useMessages } from "@/lib/i18n/catalogue";
import type { Upload } from "@/lib/uploads";
import { searchMessages } from "../messages";
import styles from "./GivenPicture.module.css";

/** null where the address names a picture that this page no longer has. */
export function GivenPicture({ upload, onRemove }: { upload: Upload | null; onRemove: () => void }) {
  const t = useMessages(searchMessages);
  return (
    <div className={styles.given}>
      {upload !== null && <img className={styles.picture} src={upload.address} alt={t.yourPicture} />}
      <div>
        <h2>{upload === null ? t.pictureGone : t.mostLike}</h2>
        <p className={styles.note}>{upload === null ? t.pictureGoneWords : <bdi>{upload.file.name}</bdi>}</p>
        <button type="button" className={controls.plain} onClick={onRemove}>
          {t.byWords}
        </button>
      </div>
    </div>
  );
}
