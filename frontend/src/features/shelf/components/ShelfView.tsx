// The visitor's shelf: what was kept, with notes; two of it side by side; and all of it to take along.
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import controls from "@/components/controls.module.css";
import { useMessages } from "@/lib/i18n/catalogue";
import { Rich } from "@/lib/i18n/Rich";
import type { ShelfItem } from "@/lib/shelf";
import { shelf, useShelf } from "@/lib/use-shelf";
import { pairOf, withPair } from "../pair";
import { shelfMessages } from "../messages";
import { Compare } from "./Compare";
import { Export } from "./Export";
import { Kept } from "./Kept";
import styles from "./ShelfView.module.css";

export function ShelfView() {
  const t = useMessages(shelfMessages);
  const { items, safe } = useShelf();
  const [params, setParams] = useSearchParams();
  const [marked, setMarked] = useState<readonly string[]>([]);
  const [removed, setRemoved] = useState<ShelfItem | null>(null);
  const pair = pairOf(params, items);
  if (pair !== null) return <Compare pair={pair} />;
  const both = marked.filter((id) => items.some((item) => item.id === id));
  const mark = (id: string) => {
    // a third one takes the first one's place
    setMarked(both.includes(id) ? both.filter((one) => one !== id) : [...both, id].slice(-2));
  };
  return (
    <div className={styles.shelf}>
      <title>{`${t.title} – Gen Studio`}</title>
      <header className={styles.head}>
        <h1>{t.title}</h1>
        <p className={styles.lead}>{t.lead}</p>
      </header>
      {!safe && <p className={styles.unsafe}>{t.unsafe}</p>}
      <Export items={items} />
      {removed !== null && (
        <p className={styles.removed} role="status">
          {t.removed(removed.title)}{" "}
          <button
            type="button"
            className={controls.plain}
            onClick={() => {
              shelf.add([removed]);
              setRemoved(null);
            }}
          >
            {t.putBack}
          </button>
        </p>
      )}
      {items.length === 0 ? (
        <section className={styles.empty}>
          <h2>{t.empty}</h2>
          <p>
            <Rich
              text={t.emptyWords}
              marks={{
                search: (words) => <Link to="/search">{words}</Link>,
                enter: (words) => <Link to="/">{words}</Link>,
              }}
            />
          </p>
        </section>
      ) : (
        <>
          <div className={styles.bar}>
            <p role="status">{t.count(items.length)}</p>
            {items.length > 1 && (
              <p className={styles.hint}>
                {both.length === 0 ? t.compareHint : both.length === 1 ? t.compareOne : ""}
              </p>
            )}
            {both.length === 2 && (
              <button
                type="button"
                className={controls.strong}
                onClick={() => {
                  setParams((now) => withPair(now, both));
                }}
              >
                {t.compareNow}
              </button>
            )}
          </div>
          <ul className={styles.items}>
            {items.map((item) => (
              <li key={item.id}>
                <Kept
                  item={item}
                  marked={both.includes(item.id)}
                  onMark={
                    items.length > 1
                      ? () => {
                          mark(item.id);
                        }
                      : null
                  }
                  onRemove={() => {
                    shelf.remove(item.id);
                    setRemoved(item);
                  }}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
