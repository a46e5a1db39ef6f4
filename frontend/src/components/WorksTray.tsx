// The chosen works at the foot of a view, and the way from them to the map.
import { Link, useLocation } from "react-router";
import { useArtwork } from "@/lib/api/get-artwork";
import { titleOf } from "@/lib/label";
import { words } from "@/lib/messages";
import { useWorks } from "@/lib/url/use-works";
import { address, MAX_WORKS, MIN_WORKS } from "@/lib/url/works";
import { ArtworkImage } from "./ArtworkImage";
import controls from "./controls.module.css";
import styles from "./WorksTray.module.css";

/** These views show the chosen works themselves. */
const OWN_WORKS = ["/map", "/blend", "/walk"];

export function WorksTray() {
  const { works, toggle } = useWorks();
  const { pathname } = useLocation();
  const t = words().tray;
  const atHome = pathname === "/";
  if (OWN_WORKS.includes(pathname) || works.length === 0) return null;
  const missing = MIN_WORKS - works.length;
  return (
    <aside className={styles.tray} aria-label={t.label}>
      <div className={styles.inner}>
        <p className={styles.words} role="status">
          {t.chosen(works.length, MAX_WORKS) + (missing > 0 ? `; ${t.toGo(missing)}` : "")}
        </p>
        <ul className={styles.slots}>
          {works.map((id) => (
            <Slot
              key={id}
              id={id}
              onRemove={() => {
                toggle(id);
              }}
            />
          ))}
          {Array.from({ length: MAX_WORKS - works.length }, (_, place) => (
            <li key={place} className={styles.empty} aria-hidden="true" />
          ))}
        </ul>
        {missing > 0 ? (
          atHome ? (
            <button type="button" className={controls.made} disabled>
              {t.map}
            </button>
          ) : (
            <Link className={controls.button} to={address("/", { works: works.join(",") })}>
              {t.more}
            </Link>
          )
        ) : (
          <span className={styles.ways}>
            <Link className={controls.button} to={address("/walk", { works: works.join(",") })}>
              {t.walk}
            </Link>
            <Link className={controls.button} to={address("/blend", { works: works.join(",") })}>
              {t.blend}
            </Link>
            <Link className={controls.made} to={address("/map", { works: works.join(",") })}>
              {t.map}
            </Link>
          </span>
        )}
      </div>
    </aside>
  );
}

function Slot({ id, onRemove }: { id: string; onRemove: () => void }) {
  const { data: artwork } = useArtwork(id);
  const title = artwork === undefined ? id : titleOf(artwork);
  return (
    <li className={styles.slot}>
      <button
        type="button"
        className={styles.remove}
        aria-label={words().tray.takeAway(title)}
        title={title}
        onClick={onRemove}
      >
        {artwork === undefined ? (
          <span className={styles.empty} />
        ) : (
          <ArtworkImage artwork={artwork} size={64} mark="dot" alt="" />
        )}
        <span className={styles.cross} aria-hidden="true" />
      </button>
    </li>
  );
}
