// POST /api/search/v1/similar: the works most like a picture. The service looks at it and forgets it.
import { conditionQuery } from "@/lib/url/condition";
import type { Condition } from "@/lib/url/groups";
import { requestJson } from "./request";
import type { Matches } from "./types";

/** What the service takes at most. */
export const MAX_UPLOAD_BYTES = 10 * 2 ** 20;

export function findSimilar(
  picture: Blob,
  condition: Condition,
  count: number,
  signal?: AbortSignal,
): Promise<Matches> {
  const query = conditionQuery(condition);
  query.set("k", String(count));
  const body = new FormData();
  body.append("image", picture, picture instanceof File ? picture.name : "picture");
  return requestJson<Matches>(`/api/search/v1/similar?${query}`, {
    method: "POST",
    body,
    signal: signal ?? null,
  });
}
