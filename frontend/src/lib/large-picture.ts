// A museum's picture as large as a page shows it: from its image service, else the museum's own smaller version.
import { imageServiceOf, wholePicture } from "./iiif";
import { smallerPicture } from "./smaller-picture";

const LONG_SIDE = 1000;

export function largePicture(url: string): string {
  const service = imageServiceOf(url);
  return service === null ? smallerPicture(url) : wholePicture(service, LONG_SIDE);
}
