// What is shown of the picture that was given.
import controls from "@/components/controls.module.css";
import { useMessages } from "@/lib/i18n/catalogue";
import type { Upload } from "@/lib/uploads";
import { DrawOwn } from "./DrawOwn";
import styles from "./GivenPicture.module.css";
import { pictureMessages } from "./messages";

interface Props {
  /** null where the address names a picture that this page no longer has. */
  upload: Upload | null;
  /** What to do without the picture, on the button. */
  without: string;
  onRemove: () => void;
}

export function GivenPicture({ upload, without, onRemove }: Props) {
  const t = useMessages(pictureMessages);
  return (
    <div className={styles.given}>
      {upload !== null && <img className={styles.picture} src={upload.address} alt={t.yourPicture} />}
      <div>
        <h2>{upload === null ? t.pictureGone : t.mostLike}</h2>
        <p className={styles.note}>{upload === null ? t.pictureGoneWords : <bdi>{upload.file.name}</bdi>}</p>
        <button type="button" className={controls.plain} onClick={onRemove}>
          {without}
        </button>
      </div>
      {upload !== null && <DrawOwn key={upload.name} upload={upload} />}
    </div>
  );
}
