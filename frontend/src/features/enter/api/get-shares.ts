// What a point's picture is made of: the shares of the landmarks, from the header of the very picture that is shown.
import { queryOptions } from "@tanstack/react-query";
import { request } from "@/lib/api/request";

export interface Share {
  /** The landmark's number in the map. */
  readonly landmark: number;
  readonly share: number;
}

/** The picture is in the browser's cache already, so that this asks nobody. */
export function sharesQuery(address: string | null) {
  return queryOptions({
    queryKey: ["shares", address],
    queryFn: async ({ signal }) => {
      const answer = await request(address ?? "", { signal });
      return readShares(answer.headers.get("Gen-Weights") ?? "");
    },
    enabled: address !== null,
    staleTime: Infinity,
  });
}

/** "3;w=0.612, 0;w=0.388", the heaviest first. */
export function readShares(header: string): Share[] {
  return [...header.matchAll(/(\d+);w=([\d.]+)/g)].map(([, landmark, share]) => ({
    landmark: Number(landmark),
    share: Number(share),
  }));
}
