// Take the work into the map, or out of it again; with others chosen, into a walk as well.
import { Link } from "react-router";
import controls from "@/components/controls.module.css";
import type { Artwork } from "@/lib/api/types";
import { useMessages } from "@/lib/i18n/catalogue";
import { Rich } from "@/lib/i18n/Rich";
import { useWorks } from "@/lib/url/use-works";
import { address, MAX_WORKS, MIN_WORKS, toggled } from "@/lib/url/works";
import { artworkMessages } from "../messages";
import styles from "./UseIn.module.css";

export function UseIn({ artwork }: { artwork: Artwork }) {
  const t = useMessages(artworkMessages);
  const { works, has, full, toggle } = useWorks();
  const chosen = has(artwork.id);
  const next = toggled(works, artwork.id);
  const along = (chosen ? works : next).join(",");
  const enough = (chosen ? works : next).length >= MIN_WORKS && (chosen || !full);
  return (
    <>
      {!chosen && enough ? (
        <Link className={controls.made} to={address("/map", { works: along })}>
          {t.useInMap}
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
          {chosen ? t.takeOut : t.useInMap}
        </button>
      )}
      {enough && (
        <>
          <Link className={controls.button} to={address("/blend", { works: along })}>
            {t.useInBlend}
          </Link>
          <Link className={controls.button} to={address("/walk", { works: along })}>
            {t.useInWalk}
          </Link>
        </>
      )}
      {!chosen && full && <p className={styles.note}>{t.full(MAX_WORKS)}</p>}
      {chosen && works.length === 1 && (
        <p className={styles.note}>
          <Rich
            text={t.oneMore}
            marks={{ enter: (words) => <Link to={address("/", { works: artwork.id })}>{words}</Link> }}
          />
        </p>
      )}
    </>
  );
}
