// Where a museum's picture stands on an IIIF image service: any part of it can be asked for in any size.

/** IIIF Image API: {base}/{region}/{size}/{rotation}/{quality}.{format} */
const REQUEST =
  /^(https:\/\/.+)\/(?:full|square|[\d,.]+|pct:[\d,.]+)\/[^/]+\/!?\d+\/(?:default|native|color|gray)\.\w+$/u;

/** The address of the image service behind a picture's address, null where there is none that is known. */
export function imageServiceOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host, pathname, searchParams } = new URL(url);
  if (protocol !== "https:") return null;
  if (host === "ids.si.edu" && pathname === "/ids/download") {
    const id = searchParams.get("id")?.replace(/\.(jpg|tif)$/iu, "");
    return id === undefined || id === "" ? null : `https://ids.si.edu/ids/iiif/${encodeURIComponent(id)}`;
  }
  return REQUEST.exec(url.replace(/[?#].*$/u, ""))?.[1] ?? null;
}

/** The whole picture, no side longer than this. */
export function wholePicture(service: string, longest: number): string {
  return `${service}/full/!${longest},${longest}/0/default.jpg`;
}

/** A square part of the picture by shares of its sides: `part` of `2 ** level` by `2 ** level`. */
export function partOfPicture(
  service: string,
  level: number,
  column: number,
  row: number,
  longest: number,
): string {
  const side = 100 / 2 ** level;
  const region = [column * side, row * side, side, side].join(",");
  return `${service}/pct:${region}/!${longest},${longest}/0/default.jpg`;
}
