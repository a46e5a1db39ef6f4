// Today's example: two works, and pictures on the way from the one to the other, each a real point of their map.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { mapQuery } from "@/lib/api/get-map";
import { artworksQuery } from "@/lib/api/list-artworks";
import { mapPointUrl } from "@/lib/api/pictures";
import type { Artwork } from "@/lib/api/types";
import { titleOf } from "@/lib/label";
import { ANY } from "@/lib/url/condition";
import { address } from "@/lib/url/works";
import { numberOfTheDay, SHARES, stopsBetween } from "../example-points";
import styles from "./Example.module.css";

export function Example() {
  const [shuffle] = useState(() => numberOfTheDay(new Date()));
  const works = useQuery(artworksQuery({ words: "", condition: ANY, shuffle }, 2));
  const [first, last] = works.data?.items ?? [];
  const ids = first !== undefined && last !== undefined ? [first.id, last.id] : [];
  const map = useQuery(mapQuery(ids));
  const [from, to] = map.data?.landmarks ?? [];
  // the shelf below says what went wrong; an example is no place for it
  if (works.isError || map.isError || works.data?.items.length === 1) return null;
  const drawn = map.data?.id;
  if (
    first === undefined ||
    last === undefined ||
    from === undefined ||
    to === undefined ||
    drawn === undefined
  ) {
    return (
      <div className={styles.example} role="status" aria-label="Waiting for the example">
        <div className={styles.strip}>
          {SHARES.map((share) => (
            <span key={share} className={styles.stop} />
          ))}
        </div>
        <div className={styles.words} />
      </div>
    );
  }
  return (
    <section className={styles.example} aria-label="An example">
      <Link
        className={styles.strip}
        to={address("/map", { works: ids.join(",") })}
        aria-label={`Example: the map between ${titleOf(first)} and ${titleOf(last)}`}
      >
        {stopsBetween(from, to).map(({ x, y }, index) => (
          <span key={SHARES[index]} className={styles.stop}>
            <img
              loading="lazy"
              src={mapPointUrl(drawn, x, y, 128)}
              srcSet={`${mapPointUrl(drawn, x, y, 128)} 128w, ${mapPointUrl(drawn, x, y, 256)} 256w`}
              sizes="(min-width: 90rem) 12rem, (min-width: 48rem) 13vw, 19vw"
              alt=""
            />
          </span>
        ))}
      </Link>
      <div className={styles.words}>
        <p>
          <Name artwork={first} />
        </p>
        <p className={styles.made}>Drawn by the generator on the way from one work to the other</p>
        <p>
          <Name artwork={last} />
        </p>
      </div>
    </section>
  );
}

function Name({ artwork }: { artwork: Artwork }) {
  return (
    <>
      {artwork.artist !== null && `${artwork.artist}, `}
      <i>{titleOf(artwork)}</i>
    </>
  );
}
