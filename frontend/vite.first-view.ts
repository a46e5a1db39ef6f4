// What a page needs first stands in index.html: the styles of every page and first.js, so that the name of the house is
// painted as soon as it comes; and a list of fonts, code and words of each view, which first.js reads, so that the browser
// asks for all of it at once. The policy of the pages lets in what inline.txt tells. And all that shrinks lies beside itself
// as .gz and .br.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import type { Plugin, Rollup } from "vite";

/** React's drawing part, which src/main.tsx begins in a task of its own. */
const DRAWING = "react-dom";

const WORDS_OF = "words-";
const WORDS = /\/messages\/(?:.*\/)?([a-z]{2})\.ts$/;

/** Few files, as each takes a way there and back: two that every page begins with, what views share, a language's words. */
export const GROUPS = [
  { name: "first", tags: ["$initial" as const] },
  { name: DRAWING, test: /node_modules.react-dom\b/ },
  { name: "shared", test: /\/src\/(?!lib\/i18n\/)|@tanstack/, minShareCount: 2 },
  { name: (id: string) => WORDS_OF + (WORDS.exec(id)?.[1] ?? ""), test: WORDS },
];

/** The faces that stand on every page of Latin letters. */
const FONTS =
  /\/(newsreader-latin-400-normal|instrument-sans-latin-400-normal|instrument-sans-latin-600-normal)-/;
const SOURCE = fileURLToPath(new URL("./src/", import.meta.url));
/** It names all views. */
const ALL = `${SOURCE}app/views.ts`;
const SHRINKS = /\.(js|css|svg|html|wasm)$/;
/** Smaller files fit into a packet or two as they are. */
const LEAST_BYTES = 1024;

/** It stands in every page, before all else. */
const FIRST = fileURLToPath(new URL("./first.js", import.meta.url));
/** Code waits for nothing before it, and nothing that is painted first waits for code: pictures and words go before. */
const ENTRY = '<script type="module"';
const STYLES = /<link rel="stylesheet"[^>]* href="\/([^"]+)">/;
export function firstView(): Plugin[] {
  return [
    {
      name: "first-script",
      transformIndexHtml: {
        order: "pre",
        handler: (html) => html.replace(' src="/first.js">', () => `>\n${readFileSync(FIRST, "utf8")}`),
      },
    },
    {
      name: "first-view",
      apply: "build",
      transformIndexHtml: {
        order: "post",
        handler: (html, { bundle = {} }) => ({
          html: html
            .replace(STYLES, (_, file: string) => `<style>${styles(file, bundle)}</style>`)
            .replace(ENTRY, `${ENTRY} fetchpriority="low"`),
          tags: [
            {
              tag: "script",
              attrs: { type: "application/json", id: "first" },
              children: JSON.stringify(listed(bundle)),
              injectTo: "head-prepend" as const,
            },
            ...Object.values(bundle)
              .filter((one) => one.type === "chunk" && one.name === DRAWING)
              .map(({ fileName }) => ({
                tag: "link",
                attrs: {
                  rel: "modulepreload",
                  crossorigin: true,
                  fetchpriority: "low",
                  href: `/${fileName}`,
                },
                injectTo: "head" as const,
              })),
            ...Object.keys(bundle)
              .filter((file) => FONTS.test(`/${file}`))
              .map((file) => ({
                tag: "link",
                attrs: {
                  rel: "preload",
                  href: `/${file}`,
                  as: "font",
                  type: "font/woff2",
                  crossorigin: true,
                },
                injectTo: "head" as const,
              })),
          ],
        }),
      },
    },
    {
      name: "packed",
      apply: "build",
      writeBundle: async ({ dir = "dist" }, bundle) => {
        const page = await readFile(join(dir, "index.html"), "utf8");
        await writeFile(
          join(dir, "inline.txt"),
          [hashOf(page, "script"), hashOf(page, "style"), ""].join("\n"),
        );
        await Promise.all(Object.keys(bundle).map((file) => shrink(join(dir, file))));
      },
    },
  ];
}

function styles(file: string, bundle: Rollup.OutputBundle): string {
  const asset = bundle[file];
  if (asset?.type !== "asset") throw new Error(`index.html asks for ${file}, which is not there`);
  return asset.source.toString();
}

/** As a Content-Security-Policy names what stands in the page itself. */
function hashOf(page: string, tag: string): string {
  const inline = page.split(`<${tag}>`)[1]?.split(`</${tag}>`)[0];
  if (inline === undefined) throw new Error(`index.html has no <${tag}>`);
  return `sha256-${createHash("sha256").update(inline).digest("base64")}`;
}

/** For each view its path and its files beyond those of every page, and the files of each language's words. */
function listed(bundle: Rollup.OutputBundle) {
  const chunks = Object.values(bundle).filter((one) => one.type === "chunk");
  const first = new Set(chunks.filter(({ isEntry }) => isEntry).flatMap((one) => withImports(one, bundle)));
  const more = (chunk: Rollup.OutputChunk | undefined) =>
    chunk === undefined ? [] : withImports(chunk, bundle).filter((file) => !first.has(file));
  const words = chunks.filter(({ name }) => name.startsWith(WORDS_OF));
  return {
    views: paths().map(([path, module]) => ({
      path,
      files: more(chunks.find(({ moduleIds }) => moduleIds.includes(module))),
    })),
    words: Object.fromEntries(words.map((chunk) => [chunk.name.slice(WORDS_OF.length), more(chunk)])),
  };
}

/** Paths and modules of all views, as src/app/views.ts has them. */
function paths(): (readonly [string, string])[] {
  const views = readFileSync(ALL, "utf8");
  return [...views.matchAll(/path: "([^"]*)"[^}]*?import\("@\/([^"]+)"\)/g)].map(
    ([, path = "", module = ""]) => [path, `${SOURCE}${module}.tsx`] as const,
  );
}

/** The files of a chunk, of the chunks that it imports, and of their styles. */
function withImports(
  { fileName, imports, viteMetadata }: Rollup.OutputChunk,
  bundle: Rollup.OutputBundle,
  seen = new Set<string>(),
): string[] {
  if (seen.has(fileName)) return [];
  seen.add(fileName);
  const imported = imports.flatMap((file) => {
    const one = bundle[file];
    return one?.type === "chunk" ? withImports(one, bundle, seen) : [];
  });
  return [fileName, ...(viteMetadata?.importedCss ?? []), ...imported];
}

async function shrink(file: string): Promise<void> {
  if (!SHRINKS.test(file)) return;
  const bytes = await readFile(file);
  if (bytes.length < LEAST_BYTES) return;
  await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
  // what holds the generator's program is 14 MB, which Brotli would take half a minute over
  if (!file.endsWith(".wasm")) await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes));
}
