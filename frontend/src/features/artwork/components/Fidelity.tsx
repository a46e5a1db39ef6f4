// How true the rendering is, in plain words; silent where it can't be told.
import { useQuery } from "@tanstack/react-query";
import type { Artwork } from "@/lib/api/types";
import { useMessages } from "@/lib/i18n/catalogue";
import { fidelityQuery } from "../api/get-fidelity";
import { artworkMessages } from "../messages";

/** Up to this place the likeness is there, if loose. */
const NEAR = 10;

export function Fidelity({ artwork }: { artwork: Artwork }) {
  const t = useMessages(artworkMessages).fidelity;
  const { data } = useQuery(fidelityQuery(artwork.id));
  if (data === undefined) return null;
  const { place, shown, all } = data;
  return (
    <p>
      {place === null
        ? t.lost(shown, all)
        : place === 1
          ? t.first(all)
          : place <= NEAR
            ? t.near(place, all)
            : t.far(place, all)}
    </p>
  );
}
