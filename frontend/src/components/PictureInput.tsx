// Give a picture: choose a file, or take a photo where there is a camera to hold to something.
import { useRef, type RefObject } from "react";
import { words } from "@/lib/messages";
import controls from "./controls.module.css";
import styles from "./PictureInput.module.css";

interface Props {
  /** What the picture is for, on the button. */
  label: string;
  /** What the file field is called, for who can't see the button. */
  field: string;
  onFile: (file: File) => void;
}

export function PictureInput({ label, field, onFile }: Props) {
  const file = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const input = (ref: RefObject<HTMLInputElement | null>, name: string, capture: boolean) => (
    <input
      ref={ref}
      type="file"
      accept="image/*"
      {...(capture ? { capture: "environment" } : {})}
      hidden
      aria-label={name}
      onChange={(event) => {
        const given = event.target.files?.[0];
        // the same file may be chosen again
        event.target.value = "";
        if (given !== undefined) onFile(given);
      }}
    />
  );
  return (
    <span className={styles.ways}>
      <button type="button" className={controls.button} onClick={() => file.current?.click()}>
        {label}
      </button>
      <button
        type="button"
        className={`${controls.button ?? ""} ${styles.camera ?? ""}`}
        onClick={() => camera.current?.click()}
      >
        {words().upload.photo}
      </button>
      {input(file, field, false)}
      {input(camera, words().upload.photo, true)}
    </span>
  );
}
