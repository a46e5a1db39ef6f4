// Give a picture; and what is shown of the one that was given.
import { useRef } from "react";
import controls from "@/components/controls.module.css";
import type { Upload } from "../uploads";
import styles from "./UploadButton.module.css";

export function UploadButton({ onFile }: { onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className={controls.button} onClick={() => input.current?.click()}>
        Search with a picture
      </button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label="Picture to search with"
        onChange={(event) => {
          const file = event.target.files?.[0];
          // the same file may be chosen again
          event.target.value = "";
          if (file !== undefined) onFile(file);
        }}
      />
    </>
  );
}

/** null where the address names a picture that this page no longer has. */
export function UploadedPicture({ upload, onRemove }: { upload: Upload | null; onRemove: () => void }) {
  return (
    <div className={styles.given}>
      {upload !== null && <img className={styles.picture} src={upload.address} alt="Your picture" />}
      <div>
        <h2>{upload === null ? "The picture is not here any more" : "Works most like your picture"}</h2>
        <p className={styles.note}>
          {upload === null
            ? "Given pictures are not kept: they are gone when the page is loaded again. Give it once more to search."
            : upload.file.name}
        </p>
        <button type="button" className={controls.plain} onClick={onRemove}>
          Search by words again
        </button>
      </div>
    </div>
  );
}
