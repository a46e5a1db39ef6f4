// How large a picture is: it must be fetched for that. null where it does not come in time.
const PATIENCE_MS = 8000;

export function measured(src: string): Promise<{ width: number; height: number } | null> {
  const image = new Image();
  image.referrerPolicy = "no-referrer";
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      image.src = "";
      resolve(null);
    }, PATIENCE_MS);
    const done = (size: { width: number; height: number } | null) => {
      clearTimeout(timer);
      resolve(size);
    };
    image.onload = () => {
      const { naturalWidth: width, naturalHeight: height } = image;
      done(width > 0 && height > 0 ? { width, height } : null);
    };
    image.onerror = () => {
      done(null);
    };
    image.src = src;
  });
}
