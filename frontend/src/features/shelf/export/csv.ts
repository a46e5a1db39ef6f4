// The shelf as a table for a spreadsheet (RFC 4180, UTF-8 with its mark, so that Excel reads the accents).
import type { Artwork } from "@/lib/api/types";
import type { Entry } from "./entry";

const FACTS = [
  "artist",
  "date",
  "culture",
  "period",
  "medium",
  "classification",
  "department",
  "museum",
  "licence",
  "object_url",
  "image_url",
] as const satisfies readonly (keyof Artwork)[];

/** `origin` completes the links: https://studio.museum.org */
export function toCsv(entries: readonly Entry[], origin: string): string {
  const head = ["id", "kind", "title", ...FACTS, "link", "note", "added"];
  const rows = entries.map(({ item, artwork }) => [
    item.id,
    item.kind === "picture" ? "generated picture" : "artwork",
    artwork?.title ?? item.title,
    ...FACTS.map((fact) => artwork?.[fact] ?? ""),
    origin + item.link,
    item.note,
    item.added,
  ]);
  return `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(value: string): string {
  // a spreadsheet would take these beginnings for a formula
  const plain = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
