// Where one can go from a work: to its kin in other cultures, media, …, and along a chain of works to another one.
import { Link } from "react-router";
import { useArtwork } from "@/lib/api/get-artwork";
import type { Artwork } from "@/lib/api/types";
import { useMessages } from "@/lib/i18n/catalogue";
import { Rich } from "@/lib/i18n/Rich";
import { titleOf } from "@/lib/label";
import { useWorks } from "@/lib/url/use-works";
import { address, withWorks } from "@/lib/url/works";
import { artworkMessages } from "../messages";
import styles from "./Ways.module.css";

export function Ways({ artwork }: { artwork: Artwork }) {
  const t = useMessages(artworkMessages);
  const { works } = useWorks();
  const along = withWorks(new URLSearchParams(), works);
  const here = `/artworks/${encodeURIComponent(artwork.id)}`;
  return (
    <ul className={styles.ways}>
      <li>
        <Link to={address(`${here}/analogies`, along)}>{t.kin}</Link>
      </li>
      <li>
        <Link to={address(`${here}/to`, along)}>{t.connect}</Link>
      </li>
      {works
        .filter((id) => id !== artwork.id)
        .map((id) => (
          <li key={id}>
            <Chain id={id} to={address(`${here}/to/${encodeURIComponent(id)}`, along)} />
          </li>
        ))}
    </ul>
  );
}

function Chain({ id, to }: { id: string; to: string }) {
  const t = useMessages(artworkMessages);
  const { data: other } = useArtwork(id);
  return (
    <Link to={to}>
      <Rich
        text={t.chain(other === undefined ? id : titleOf(other))}
        marks={{ cite: (words) => <cite>{words}</cite> }}
      />
    </Link>
  );
}
