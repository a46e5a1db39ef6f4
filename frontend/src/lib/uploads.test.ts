import { describe, expect, it } from "vitest";
import { findUpload, keepUpload, refusal } from "./uploads";

describe("a picture that a visitor gives", () => {
  it("is found again under its name, and no other is", () => {
    const upload = keepUpload(new File(["x"], "a.jpg"), 42);
    expect(findUpload(upload.name)).toBe(upload);
    expect(findUpload("never-given")).toBeNull();
  });

  it("of 50 MB is refused before it is sent, with the limit", () => {
    const large = new File([new Uint8Array(50 * 2 ** 20)], "large.tif");
    expect(refusal(large)?.detail).toContain("at most 10 MiB");
  });

  it("that is empty is refused", () => {
    expect(refusal(new File([], "empty.jpg"))?.detail).toContain("empty");
  });

  it("of a fair size is let through, whatever it is called: the service judges what is in it", () => {
    expect(refusal(new File(["no picture"], "text.jpg"))).toBeNull();
  });
});
