// A small part of Markdown, read into plain data: headings, paragraphs, lists, tables, code, and marks within a line.
// What it does not know stays text; nothing in it can become HTML.

export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "strong" | "emphasis" | "code"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string };

export type Block =
  | { readonly kind: "heading"; readonly level: number; readonly content: readonly Inline[] }
  | { readonly kind: "paragraph"; readonly content: readonly Inline[] }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly Item[] }
  | { readonly kind: "code"; readonly text: string }
  | {
      readonly kind: "table";
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    };

export interface Item {
  readonly content: readonly Inline[];
  /** The lists that stand further in below it. */
  readonly under: readonly Block[];
}

const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const FENCE = /^(`{3,}|~{3,})/;
const BULLET = /^\s{0,3}[-*+]\s+(.*)$/;
const NUMBER = /^\s{0,3}\d{1,9}[.)]\s+(.*)$/;
const ROW = /^\s*\|(.*)\|\s*$/;
const RULE = /^\s*\|[\s:|-]+\|\s*$/;

export function readMarkdown(source: string): Block[] {
  return readBlocks(withoutFrontMatter(source.replaceAll("\r\n", "\n")).split("\n"));
}

function readBlocks(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  const takeWhile = (test: (line: string) => boolean): string[] => {
    const taken: string[] = [];
    for (let line = lines[at]; line !== undefined && test(line); line = lines[at]) {
      taken.push(line);
      at += 1;
    }
    return taken;
  };
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const heading = HEADING.exec(line);
    const fence = FENCE.exec(line);
    if (line.trim() === "") {
      at += 1;
    } else if (heading !== null) {
      at += 1;
      blocks.push({ kind: "heading", level: heading[1]?.length ?? 1, content: readInline(heading[2] ?? "") });
    } else if (fence !== null) {
      at += 1;
      const code = takeWhile((next) => !next.startsWith(fence[1] ?? "```"));
      at += 1;
      blocks.push({ kind: "code", text: code.join("\n") });
    } else if (ROW.test(line) && RULE.test(lines[at + 1] ?? "")) {
      const [head = "", , ...rows] = takeWhile((next) => ROW.test(next));
      blocks.push({ kind: "table", head: cells(head), rows: rows.map(cells) });
    } else if (BULLET.test(line) || NUMBER.test(line)) {
      const ordered = NUMBER.test(line);
      const mark = ordered ? NUMBER : BULLET;
      // what begins where an item's words begin, or further in, is the item's
      const within = /^\s*\S+\s/.exec(line)?.[0].length ?? 0;
      const items: string[][] = [];
      for (const next of takeWhile((next) => mark.test(next) || /^\s+\S/.test(next))) {
        const into = next.search(/\S/);
        const item = into < within ? mark.exec(next)?.[1] : undefined;
        if (item !== undefined) items.push([item]);
        else items.at(-1)?.push(next.slice(Math.min(into, within)));
      }
      blocks.push({ kind: "list", ordered, items: items.map(readItem) });
    } else {
      const taken = takeWhile((next) => next.trim() !== "" && !startsAnother(next));
      if (taken.length === 0) {
        taken.push(line);
        at += 1;
      }
      blocks.push({ kind: "paragraph", content: readInline(taken.map((next) => next.trim()).join(" ")) });
    }
  }
  return blocks;
}

function readItem(lines: readonly string[]): Item {
  const end = lines.findIndex((line, place) => place > 0 && (BULLET.test(line) || NUMBER.test(line)));
  const own = end < 0 ? lines : lines.slice(0, end);
  return {
    content: readInline(own.map((line) => line.trim()).join(" ")),
    under: end < 0 ? [] : readBlocks(lines.slice(end)),
  };
}

const INLINE =
  /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|(?<!\w)_([^_]+)_(?!\w)|\[([^\]]+)\]\(([^)\s]+)\)/g;

export function readInline(source: string): Inline[] {
  const found: Inline[] = [];
  let end = 0;
  for (const match of source.matchAll(INLINE)) {
    if (match.index > end) found.push({ kind: "text", text: source.slice(end, match.index) });
    end = match.index + match[0].length;
    const [whole, code, strong, star, underscore, text, href] = match;
    if (code !== undefined) found.push({ kind: "code", text: code });
    else if (strong !== undefined) found.push({ kind: "strong", text: strong });
    else if (text !== undefined && href !== undefined) {
      // only https: a card has no business with javascript: or data:
      found.push(href.startsWith("https://") ? { kind: "link", text, href } : { kind: "text", text });
    } else found.push({ kind: "emphasis", text: star ?? underscore ?? whole });
  }
  if (end < source.length) found.push({ kind: "text", text: source.slice(end) });
  return found;
}

function startsAnother(line: string): boolean {
  return HEADING.test(line) || FENCE.test(line) || BULLET.test(line) || NUMBER.test(line) || ROW.test(line);
}

function cells(row: string): Inline[][] {
  return (ROW.exec(row)?.[1] ?? "").split("|").map((cell) => readInline(cell.trim()));
}

/** Model cards often begin with YAML between two lines of dashes. */
function withoutFrontMatter(source: string): string {
  return source.replace(/^---\n[\s\S]*?\n---\n/, "");
}
