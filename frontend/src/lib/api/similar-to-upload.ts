// POST /api/search/v1/similar with a visitor's picture, under the current condition.
import { keepPreviousData, queryOptions, skipToken } from "@tanstack/react-query";
import { findSimilar } from "@/lib/api/find-similar";
import type { Matches } from "@/lib/api/types";
import { refusal, type Upload } from "@/lib/uploads";
import type { Condition } from "@/lib/url/groups";

/** `count` grows with "show more"; a picture that is refused here is never sent. */
export function similarToUploadQuery(upload: Upload | null, condition: Condition, count: number) {
  return queryOptions({
    queryKey: ["similar-to-upload", upload?.name ?? null, condition, count],
    queryFn:
      upload === null
        ? skipToken
        : async ({ signal }): Promise<Matches> => {
            const refused = refusal(upload.file);
            if (refused !== null) throw refused;
            return findSimilar(upload.file, condition, count, signal);
          },
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}
