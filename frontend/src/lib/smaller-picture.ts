// A museum's own smaller version of a picture, where the address tells how to ask for one: originals can have 20 MB.

const LONG_SIDE = 600;

export function smallerPicture(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname } = new URL(url);
  if (host === "images.metmuseum.org") return url.replace("/original/", "/web-large/");
  // IIIF Image API: {base}/{region}/{size}/{rotation}/{quality}.{format}
  if (/\/iiif\/.+\/full\/(full|max)\/0\//.test(pathname)) {
    return url.replace(/\/full\/(full|max)\/0\//, `/full/!${LONG_SIDE},${LONG_SIDE}/0/`);
  }
  return url;
}
