import { describe, expect, it } from "vitest";
import { readInline, readMarkdown, type Block, type Item } from "./markdown";

function item(text: string, under: readonly Block[] = []): Item {
  return { content: [{ kind: "text", text }], under };
}

describe("a card in Markdown", () => {
  it("has headings, paragraphs over several lines, and lists", () => {
    expect(readMarkdown("# Card\n\nOne line\nand the next.\n\n- a\n- b\n  goes on\n1. c")).toEqual([
      { kind: "heading", level: 1, content: [{ kind: "text", text: "Card" }] },
      { kind: "paragraph", content: [{ kind: "text", text: "One line and the next." }] },
      {
        kind: "list",
        ordered: false,
        items: [item("a"), item("b goes on")],
      },
      { kind: "list", ordered: true, items: [item("c")] },
    ]);
  });

  it("has lists within lists, which end where the outer one goes on", () => {
    expect(readMarkdown("- a\n  goes on\n  - b\n    goes on\n    1. c\n  - d\n- e")).toEqual([
      {
        kind: "list",
        ordered: false,
        items: [
          item("a goes on", [
            {
              kind: "list",
              ordered: false,
              items: [item("b goes on", [{ kind: "list", ordered: true, items: [item("c")] }]), item("d")],
            },
          ]),
          item("e"),
        ],
      },
    ]);
  });

  it("has tables and code", () => {
    expect(readMarkdown("| size | ms |\n|---|---:|\n| 64 | 4 |\n\n```sh\n# not a heading\n```\nend")).toEqual(
      [
        {
          kind: "table",
          head: [[{ kind: "text", text: "size" }], [{ kind: "text", text: "ms" }]],
          rows: [[[{ kind: "text", text: "64" }], [{ kind: "text", text: "4" }]]],
        },
        { kind: "code", text: "# not a heading" },
        { kind: "paragraph", content: [{ kind: "text", text: "end" }] },
      ],
    );
  });

  it("leaves front matter out", () => {
    expect(readMarkdown("---\nlicense: mit\n---\nCard")).toHaveLength(1);
  });

  it("never hangs on a line that is nearly something", () => {
    expect(readMarkdown("| no rule below |\n#no heading\n```\nnever closed")).toHaveLength(3);
  });
});

describe("marks within a line", () => {
  it("are strong, emphasis, code and links", () => {
    expect(readInline("**a** *b* `c*d*` [e](https://f.org) g_h_i")).toEqual([
      { kind: "strong", text: "a" },
      { kind: "text", text: " " },
      { kind: "emphasis", text: "b" },
      { kind: "text", text: " " },
      { kind: "code", text: "c*d*" },
      { kind: "text", text: " " },
      { kind: "link", text: "e", href: "https://f.org" },
      { kind: "text", text: " g_h_i" },
    ]);
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "http://a.org", "/map"])("never link to %s", (href) => {
    expect(readInline(`[a](${href})`).some((part) => part.kind === "link")).toBe(false);
  });

  it("leave HTML what it is: text", () => {
    expect(readInline("<img src=x onerror=alert(1)>")).toEqual([
      { kind: "text", text: "<img src=x onerror=alert(1)>" },
    ]);
  });
});
