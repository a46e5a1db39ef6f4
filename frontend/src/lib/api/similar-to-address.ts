// POST /api/search/v1/similar/address: the works most like a picture that a museum shows at an address.
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { requestJson } from "@/lib/api/request";
import type { Matches } from "@/lib/api/types";
import { conditionQuery } from "@/lib/url/condition";
import type { Condition } from "@/lib/url/groups";

/** What the service takes at most. */
export const MAX_ADDRESS_LENGTH = 2000;

/** Whether what was written for words is the address of a picture. */
export function isAddress(words: string): boolean {
  return /^https?:\/\/\S+$/iu.test(words);
}

export function similarToAddressQuery(address: string, condition: Condition, count: number) {
  const query = conditionQuery(condition);
  query.set("k", String(count));
  return queryOptions({
    queryKey: ["similar-to-address", address, query.toString()],
    queryFn: ({ signal }) =>
      requestJson<Matches>(`/api/search/v1/similar/address?${query}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ address }),
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}
