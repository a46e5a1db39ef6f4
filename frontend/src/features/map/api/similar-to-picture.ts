// POST /api/search/v1/similar with the picture on the page: the real works that it is most like.
import { keepPreviousData, queryOptions, skipToken } from "@tanstack/react-query";
import { findSimilar } from "@/lib/api/find-similar";
import { ANY } from "@/lib/url/groups";
import type { PointPicture } from "./get-map-point";

const COUNT = 6;

/** Asked once per recipe: the same recipe is the same picture. null asks nothing and keeps the last answer. */
export function similarToPictureQuery(picture: PointPicture | null) {
  return queryOptions({
    queryKey: ["similar-to-picture", picture?.recipe ?? null],
    queryFn:
      picture === null
        ? skipToken
        : ({ signal }) => findSimilar(new Blob([picture.bytes], { type: "image/jpeg" }), ANY, COUNT, signal),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}
