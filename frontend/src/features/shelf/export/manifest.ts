// The shelf as a IIIF Presentation 3 manifest, for Mirador, the Universal Viewer and their kin: a canvas for each thing.
import { imageServiceOf } from "@/lib/iiif";
import { licenceOf } from "@/lib/label";
import type { Entry } from "./entry";

/** A picture that can be shown, with its size in pixels. */
export interface Shown {
  readonly src: string;
  readonly width: number;
  readonly height: number;
  readonly generated: boolean;
}

/** The words of the manifest that are the page's own, in the page's language. */
export interface Words {
  readonly language: string;
  readonly shelf: string;
  readonly facts: Readonly<Record<"artist" | "date" | "culture" | "medium" | "museum" | "recipe", string>>;
  readonly rights: string;
  readonly generated: string;
  readonly objectPage: string;
}

/** `base` is the address under which the manifest names its parts, without a slash at its end. */
export function toManifest(
  entries: readonly (Entry & { readonly shown: Shown })[],
  base: string,
  origin: string,
  words: Words,
) {
  return {
    "@context": "http://iiif.io/api/presentation/3/context.json",
    id: `${base}/manifest.json`,
    type: "Manifest",
    label: { [words.language]: [words.shelf] },
    items: entries.map((entry, place) => canvas(entry, `${base}/canvas/${place + 1}`, origin, words)),
  };
}

function canvas(
  { item, artwork, shown }: Entry & { readonly shown: Shown },
  id: string,
  origin: string,
  words: Words,
) {
  const own = (text: string) => ({ [words.language]: [text] });
  const facts = {
    artist: artwork?.artist,
    date: artwork?.date,
    culture: artwork?.culture,
    medium: artwork?.medium,
    museum: artwork?.museum,
    recipe: item.kind === "picture" ? item.id : null,
  };
  const names = Object.keys(facts) as (keyof typeof facts)[];
  const metadata = names.flatMap((name) => {
    const said = facts[name];
    return said == null ? [] : [{ label: own(words.facts[name]), value: { none: [said] } }];
  });
  const rights = artwork === null || shown.generated ? null : rightsOf(artwork.licence);
  const credit = shown.generated
    ? words.generated
    : [artwork?.museum, artwork === null ? null : licenceOf(artwork)].filter(Boolean).join(". ");
  const service = shown.generated ? null : imageServiceOf(artwork?.image_url ?? "");
  const page = artwork?.object_url?.startsWith("http") === true ? artwork.object_url : null;
  return {
    id,
    type: "Canvas",
    label: { none: [artwork?.title ?? item.title] },
    ...(item.note === "" ? {} : { summary: { none: [item.note] } }),
    ...(metadata.length === 0 ? {} : { metadata }),
    ...(credit === "" ? {} : { requiredStatement: { label: own(words.rights), value: { none: [credit] } } }),
    ...(rights === null ? {} : { rights }),
    homepage: [
      ...(page === null ? [] : [link(page, own(words.objectPage))]),
      link(origin + item.link, { none: ["Gen Studio"] }),
    ],
    height: shown.height,
    width: shown.width,
    items: [
      {
        id: `${id}/page`,
        type: "AnnotationPage",
        items: [
          {
            id: `${id}/painting`,
            type: "Annotation",
            motivation: "painting",
            target: id,
            body: {
              id: shown.src,
              type: "Image",
              format: formatOf(shown.src),
              height: shown.height,
              width: shown.width,
              ...(service === null
                ? {}
                : {
                    service: [
                      {
                        "@id": service,
                        "@type": "ImageService2",
                        profile: "http://iiif.io/api/image/2/level2.json",
                      },
                    ],
                  }),
            },
          },
        ],
      },
    ],
  };
}

function link(id: string, label: Readonly<Record<string, readonly string[]>>) {
  return { id, type: "Text", label, format: "text/html" };
}

function formatOf(src: string): string {
  const [path = ""] = src.split(/[?#]/u);
  return path.endsWith(".png") ? "image/png" : path.endsWith(".webp") ? "image/webp" : "image/jpeg";
}

/** `rights` takes only addresses of Creative Commons and RightsStatements.org; null where the licence says no such. */
export function rightsOf(licence: string | null): string | null {
  if (licence === null) return null;
  const by = /^CC BY(-SA|-NC|-ND|-NC-SA|-NC-ND)? (\d\.\d)\b/u.exec(licence);
  if (by !== null) {
    return `http://creativecommons.org/licenses/by${(by[1] ?? "").toLowerCase()}/${by[2] ?? "4.0"}/`;
  }
  if (licence.startsWith("CC0")) return "http://creativecommons.org/publicdomain/zero/1.0/";
  // in one country alone is not the Public Domain Mark, which is for works free everywhere
  if (/^Public domain(?! in)/u.test(licence)) return "http://creativecommons.org/publicdomain/mark/1.0/";
  return null;
}
