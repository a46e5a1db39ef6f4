// What a point's picture is made of: the shares of the landmarks, from the header of the very picture that is shown.
import { queryOptions } from "@tanstack/react-query";
import { request } from "@/lib/api/request";
import { readWeights } from "@/lib/api/weights";

export interface Share {
  /** The landmark's number in the map. */
  readonly landmark: number;
  readonly share: number;
}

/** The heaviest first. The picture is in the browser's cache already, so that this asks nobody. */
export function sharesQuery(address: string | null) {
  return queryOptions({
    queryKey: ["shares", address],
    queryFn: async ({ signal }) => {
      const answer = await request(address ?? "", { signal });
      const weights = readWeights(answer.headers.get("Gen-Weights") ?? "");
      return [...weights].map(([landmark, share]): Share => ({ landmark, share }));
    },
    enabled: address !== null,
    staleTime: Infinity,
  });
}
