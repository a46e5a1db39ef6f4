import { expect, it } from "vitest";
import { imageServiceOf, partOfPicture, wholePicture } from "./iiif";

it.each([
  [
    "https://www.artic.edu/iiif/2/ec272cba-5f5c/full/843,/0/default.jpg",
    "https://www.artic.edu/iiif/2/ec272cba-5f5c",
  ],
  [
    "https://media.nga.gov/iiif/8f29e3c9/full/full/0/default.jpg?attachment_filename=a.jpg",
    "https://media.nga.gov/iiif/8f29e3c9",
  ],
  ["https://ids.si.edu/ids/download?id=SAAM-1909.10.2_1.jpg", "https://ids.si.edu/ids/iiif/SAAM-1909.10.2_1"],
])("%s stands on %s", (url, service) => {
  expect(imageServiceOf(url)).toBe(service);
});

it.each([
  "https://images.metmuseum.org/CRDImages/ep/original/DT1.jpg",
  "https://ids.si.edu/ids/download?id=",
  "http://www.artic.edu/iiif/2/x/full/843,/0/default.jpg",
  "no address",
])("%s stands on no image service", (url) => {
  expect(imageServiceOf(url)).toBeNull();
});

it("parts are asked for by shares, so that nobody need know the picture's size", () => {
  expect(partOfPicture("https://m.org/i", 2, 3, 0, 512)).toBe(
    "https://m.org/i/pct:75,0,25,25/!512,512/0/default.jpg",
  );
  expect(wholePicture("https://m.org/i", 600)).toBe("https://m.org/i/full/!600,600/0/default.jpg");
});
