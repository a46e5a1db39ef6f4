// How true a rendering is to its work: where the work itself stands among those that the search finds by the rendering.
import { queryOptions } from "@tanstack/react-query";
import { findSimilar } from "@/lib/api/find-similar";
import { renderingUrl } from "@/lib/api/pictures";
import { request } from "@/lib/api/request";
import { ANY } from "@/lib/url/groups";

const SHOWN = 100;
const SIZE = 256;

export interface Fidelity {
  /** From 1; null where it is not among those shown. */
  readonly place: number | null;
  readonly shown: number;
  readonly all: number;
}

export function fidelityQuery(id: string) {
  return queryOptions({
    queryKey: ["fidelity", id],
    queryFn: async ({ signal }): Promise<Fidelity> => {
      const drawn = await (await request(renderingUrl(id, SIZE), { signal })).blob();
      const { matches, kept } = await findSimilar(drawn, ANY, SHOWN, signal);
      const place = matches.findIndex(({ artwork }) => artwork.id === id);
      return { place: place < 0 ? null : place + 1, shown: matches.length, all: kept };
    },
    staleTime: Infinity,
    retry: false,
  });
}
