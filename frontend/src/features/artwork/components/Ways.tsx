// Where one can go from a work: to its kin in other cultures, media, …, and along a chain of works to a chosen one.
import { Link } from "react-router";
import { useArtwork } from "@/lib/api/get-artwork";
import type { Artwork } from "@/lib/api/types";
import { titleOf } from "@/lib/label";
import { useWorks } from "@/lib/url/use-works";
import { address, withWorks } from "@/lib/url/works";
import styles from "./Ways.module.css";

export function Ways({ artwork }: { artwork: Artwork }) {
  const { works } = useWorks();
  const along = withWorks(new URLSearchParams(), works);
  const here = `/artworks/${encodeURIComponent(artwork.id)}`;
  return (
    <ul className={styles.ways}>
      <li>
        <Link to={address(`${here}/analogies`, along)}>
          Its nearest kin in every culture, medium and century
        </Link>
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
  const { data: other } = useArtwork(id);
  return (
    <Link to={to}>
      The chain of works from here to <cite>{other === undefined ? id : titleOf(other)}</cite>
    </Link>
  );
}
