import { describe, expect, it } from "vitest";
import type { Verification } from "./api/verify-picture";
import { parentsOf, redrawingOf, signatureOf, verdictOf } from "./verdict";

const BARE: Verification = {
  generated: false,
  summary: "",
  metadata: { found: false, generated: false, recipe: null, tool: null },
  signature: { found: false, intact: null, ours: null, signer: null, statement: null, failures: [] },
  watermark: { found: false, score: 0, threshold: 7, scale: null },
  redrawing: null,
};
const SIGNED = { ...BARE.signature, found: true, intact: true, ours: true };
const DRAWN = {
  recipe: "r",
  release: "1",
  possible: true,
  same: "exact",
  difference: 0,
  image: "/x",
} as const;

describe("what marks come to", () => {
  it("a watermark or our whole signature says that we drew it", () => {
    expect(verdictOf({ ...BARE, generated: true, watermark: { ...BARE.watermark, found: true } })).toBe(
      "ours",
    );
    expect(verdictOf({ ...BARE, generated: true, signature: SIGNED })).toBe("ours");
  });

  it("metadata, or a stranger's signature, only claims it", () => {
    expect(verdictOf({ ...BARE, generated: true })).toBe("claimed");
    expect(verdictOf({ ...BARE, generated: true, signature: { ...SIGNED, ours: false } })).toBe("claimed");
  });

  it("no marks prove nothing, and a broken signature is no mark", () => {
    expect(verdictOf(BARE)).toBe("unmarked");
    expect(verdictOf({ ...BARE, signature: { ...SIGNED, intact: false } })).toBe("unmarked");
    expect(signatureOf({ ...BARE, signature: { ...SIGNED, intact: false } })).toBe("broken");
    expect(signatureOf({ ...BARE, signature: { ...SIGNED, ours: false } })).toBe("stranger");
  });

  it("a recipe of another release can't be drawn again here", () => {
    expect(redrawingOf(BARE)).toBe("none");
    expect(redrawingOf({ ...BARE, redrawing: DRAWN })).toBe("exact");
    expect(redrawingOf({ ...BARE, redrawing: { ...DRAWN, possible: false, same: null } })).toBe("elsewhere");
  });

  it("the works in a statement are taken with distrust", () => {
    const statement = {
      parents: [{ artwork: "met-1", title: "Vase", weight: 0.6 }, null, { artwork: 7 }, "x"],
    };
    expect(parentsOf({ ...BARE, signature: { ...SIGNED, statement } })).toEqual([
      { artwork: "met-1", title: "Vase", artist: null, museum: null, rights: null, weight: 0.6 },
    ]);
    expect(parentsOf({ ...BARE, signature: { ...SIGNED, statement: { parents: "none" } } })).toEqual([]);
  });
});
