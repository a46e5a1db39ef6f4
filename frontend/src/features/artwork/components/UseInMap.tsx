// Take the work into the map, or out of it again.
import { Link } from "react-router";
import controls from "@/components/controls.module.css";
import type { Artwork } from "@/lib/api/types";
import { useWorks } from "@/lib/url/use-works";
import { address, MAX_WORKS, MIN_WORKS, toggled } from "@/lib/url/works";
import styles from "./UseInMap.module.css";

export function UseInMap({ artwork }: { artwork: Artwork }) {
  const { works, has, full, toggle } = useWorks();
  const chosen = has(artwork.id);
  const next = toggled(works, artwork.id);
  return (
    <div className={styles.ways}>
      {!chosen && next.length >= MIN_WORKS && !full ? (
        <Link className={controls.made} to={address("/map", { works: next.join(",") })}>
          Use in map
        </Link>
      ) : (
        <button
          type="button"
          className={chosen ? controls.button : controls.made}
          aria-pressed={chosen}
          disabled={!chosen && full}
          onClick={() => {
            toggle(artwork.id);
          }}
        >
          {chosen ? "Take out of the map" : "Use in map"}
        </button>
      )}
      {!chosen && full && (
        <p className={styles.note}>{MAX_WORKS} works are chosen already; take one away first.</p>
      )}
      {chosen && works.length === 1 && (
        <p className={styles.note}>
          Chosen. A map needs one more: pick one below, or{" "}
          <Link to={address("/", { works: artwork.id })}>on the shelf</Link>.
        </p>
      )}
    </div>
  );
}
