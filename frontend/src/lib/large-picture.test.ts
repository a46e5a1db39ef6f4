import { expect, it } from "vitest";
import { largePicture } from "./large-picture";

it("an image service is asked for no side longer than a page shows", () => {
  expect(largePicture("https://www.artic.edu/iiif/2/ec27/full/843,/0/default.jpg")).toBe(
    "https://www.artic.edu/iiif/2/ec27/full/!1000,1000/0/default.jpg",
  );
});

it("where there is none, it is the museum's own smaller version", () => {
  expect(largePicture("https://images.metmuseum.org/CRDImages/ad/original/DT1551.jpg")).toBe(
    "https://images.metmuseum.org/CRDImages/ad/web-large/DT1551.jpg",
  );
});
