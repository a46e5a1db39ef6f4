// The shelf as a file to take along, and back from one.
import { useRef } from "react";
import controls from "@/components/controls.module.css";
import { useMessages } from "@/lib/i18n/catalogue";
import type { ShelfItem } from "@/lib/shelf";
import { shelf } from "@/lib/use-shelf";
import { fromJson, MAX_FILE_BYTES } from "../export/json";
import { useExports } from "../hooks/use-exports";
import { shelfMessages } from "../messages";
import styles from "./Export.module.css";

export function Export({ items }: { items: readonly ShelfItem[] }) {
  const t = useMessages(shelfMessages);
  const input = useRef<HTMLInputElement>(null);
  const { said, setSaid, busy, save } = useExports(items);
  const bring = async (file: File) => {
    if (file.size > MAX_FILE_BYTES) {
      setSaid(t.tooLarge(MAX_FILE_BYTES / 2 ** 20));
      return;
    }
    const found = fromJson(await file.text());
    setSaid(found === null ? t.notOurs : t.brought(shelf.add(found)));
  };
  return (
    <section className={styles.export} aria-label={t.save}>
      <div className={styles.ways}>
        {items.length > 0 && (
          <>
            <button
              type="button"
              className={controls.button}
              disabled={busy}
              onClick={() => void save("json")}
            >
              {t.asJson}
            </button>
            <button
              type="button"
              className={controls.button}
              disabled={busy}
              onClick={() => void save("csv")}
            >
              {t.asCsv}
            </button>
            <button
              type="button"
              className={controls.button}
              disabled={busy}
              onClick={() => void save("manifest")}
            >
              {t.asManifest}
            </button>
          </>
        )}
        <button type="button" className={controls.plain} onClick={() => input.current?.click()}>
          {t.bring}
        </button>
        <input
          ref={input}
          type="file"
          accept="application/json,.json"
          hidden
          aria-label={t.bring}
          onChange={(event) => {
            const file = event.target.files?.[0];
            // the same file may be chosen again
            event.target.value = "";
            if (file !== undefined) void bring(file);
          }}
        />
      </div>
      <p className={styles.said} role="status">
        {said ?? (items.length > 0 ? t.saveHint : "")}
      </p>
    </section>
  );
}
