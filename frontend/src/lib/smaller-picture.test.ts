import { expect, it } from "vitest";
import { smallerPicture } from "./smaller-picture";

it("the Met's originals have a smaller sister", () => {
  expect(smallerPicture("https://images.metmuseum.org/CRDImages/ad/original/DT1551.jpg")).toBe(
    "https://images.metmuseum.org/CRDImages/ad/web-large/DT1551.jpg",
  );
});

it("a IIIF picture in full size is asked for smaller, what follows kept", () => {
  expect(
    smallerPicture("https://media.nga.gov/iiif/8f29/full/full/0/default.jpg?attachment_filename=a.jpg"),
  ).toBe("https://media.nga.gov/iiif/8f29/full/!600,600/0/default.jpg?attachment_filename=a.jpg");
});

it.each([
  "https://www.artic.edu/iiif/2/ec27/full/843,/0/default.jpg",
  "https://openaccess-cdn.clevelandart.org/1950.397.a/1950.397.a_print.jpg",
  "https://example.org/original/a.jpg",
  "not an address",
])("%s stays as it is", (url) => {
  expect(smallerPicture(url)).toBe(url);
});
