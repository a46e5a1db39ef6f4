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
  const works = useQuery(artworksQuery({ words: "", condition: ANY, shuffle }, 2)).data?.items ?? [];
  const ids = works.map((work) => work.id);
  const landmarks = useQuery(mapQuery(ids)).data?.landmarks ?? [];
  const [from, to] = landmarks;
  const [first, last] = works;
  const stops = from !== undefined && to !== undefined ? stopsBetween(from, to) : [];
  return (
    <section className={styles.example} aria-label="An example">
      <Link
        className={styles.strip}
        to={address("/map", { works: ids.join(",") })}
        aria-label={
          first !== undefined && last !== undefined
            ? `Open the map between ${titleOf(first)} and ${titleOf(last)}`
            : "Waiting for the example"
        }
      >
        {SHARES.map((share, index) => {
          const stop = stops[index];
          return (
            <span key={share} className={styles.stop}>
              {stop !== undefined && (
                <img
                  src={mapPointUrl(ids, stop.x, stop.y, 128)}
                  srcSet={[128, 256]
                    .map((size) => `${mapPointUrl(ids, stop.x, stop.y, size === 128 ? 128 : 256)} ${size}w`)
                    .join(", ")}
                  sizes="(min-width: 90rem) 12rem, (min-width: 48rem) 13vw, 19vw"
                  loading="lazy"
                  alt=""
                />
              )}
            </span>
          );
        })}
      </Link>
      <div className={styles.words}>
        <p>{first !== undefined && <Name artwork={first} />}</p>
        <p className={styles.made}>Drawn by the generator on the way from one work to the other</p>
        <p>{last !== undefined && <Name artwork={last} />}</p>
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
