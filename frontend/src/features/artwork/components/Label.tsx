// The museum label: what the source says of a work, in a label's order, and the way to the museum's own page.
import { Link } from "react-router";
import type { Artwork, Facet } from "@/lib/api/types";
import { licenceOf } from "@/lib/label";
import { useWorks } from "@/lib/url/use-works";
import { address, withWorks } from "@/lib/url/works";
import styles from "./Label.module.css";

interface Fact {
  readonly name: string;
  readonly said: string | null;
  /** The facet under which more of the kind are found. */
  readonly facet?: Facet;
}

export function Label({ artwork }: { artwork: Artwork }) {
  const { works } = useWorks();
  const facts: Fact[] = [
    { name: "Artist", said: artwork.artist, facet: "artist" },
    { name: "Date", said: artwork.date },
    { name: "Period", said: artwork.period },
    { name: "Culture", said: artwork.culture, facet: "culture" },
    { name: "Medium", said: artwork.medium, facet: "medium" },
    { name: "Classification", said: artwork.classification, facet: "classification" },
    { name: "Department", said: artwork.department, facet: "department" },
    { name: "Museum", said: artwork.museum, facet: "museum" },
    { name: "Licence", said: licenceOf(artwork) },
    { name: "Number", said: artwork.id },
  ];
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(
          ({ name, said, facet }) =>
            said !== null && (
              <div key={name} className={styles.fact}>
                <dt>{name}</dt>
                <dd>
                  {facet === undefined ? (
                    said
                  ) : (
                    <Link to={address("/search", withWorks(new URLSearchParams({ [facet]: said }), works))}>
                      {said}
                    </Link>
                  )}
                </dd>
              </div>
            ),
        )}
      </dl>
      {artwork.object_url?.startsWith("https://") === true && (
        <p>
          <a href={artwork.object_url} rel="noreferrer">
            The work’s page at {artwork.museum ?? "its museum"}
          </a>
        </p>
      )}
    </>
  );
}
