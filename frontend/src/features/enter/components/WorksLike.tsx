// Instead of the wall: the works most like a picture of the visitor's own, to choose from.
import { GivenPicture } from "@/components/picture-matches/GivenPicture";
import { PictureMatches } from "@/components/picture-matches/PictureMatches";
import { useMessages } from "@/lib/i18n/catalogue";
import { findUpload } from "@/lib/uploads";
import { ANY } from "@/lib/url/groups";
import { enterMessages } from "../messages";

interface Props {
  /** The name of the picture. */
  name: string;
  onRemove: () => void;
}

export function WorksLike({ name, onRemove }: Props) {
  const t = useMessages(enterMessages).choose;
  const upload = findUpload(name);
  return (
    <>
      <GivenPicture upload={upload} without={t.showAll} onRemove={onRemove} />
      {upload !== null && <PictureMatches key={name} picture={upload} condition={ANY} press="choose" />}
    </>
  );
}
