import { describe, expect, it } from "vitest";
import { downloadUrl, imageUrl, renderingUrl } from "./pictures";

const OWN = `351da4155f8c.1000.256.${"Ab-_".repeat(93)}AA`;

describe("the address of a picture", () => {
  it("is a work's rendering, or a recipe's own picture in the size that was asked for", () => {
    expect(renderingUrl("met-1", 64)).toBe("/api/gan/v1/artworks/met-1/rendering.jpg?size=64");
    expect(renderingUrl(OWN, 64)).toBe(`/api/gan/v1/images/${OWN.replace(".256.", ".64.")}.jpg`);
  });

  it("leads nowhere else, whatever is said to be a recipe", () => {
    expect(imageUrl(OWN)).toBe(`/api/gan/v1/images/${OWN}.jpg`);
    expect(imageUrl("../model?")).toBe("/api/gan/v1/images/..%2Fmodel%3F.jpg");
  });

  it("names the works of a download, and none where one's own picture is among them", () => {
    expect(downloadUrl(OWN, [["met-1", 0.5]])).toBe(
      `/api/gan/v1/images/${OWN}.jpg?download=1&parts=met-1:0.5`,
    );
    expect(
      downloadUrl(OWN, [
        ["met-1", 0.5],
        [OWN, 0.5],
      ]),
    ).toBe(`/api/gan/v1/images/${OWN}.jpg?download=1`);
  });
});
