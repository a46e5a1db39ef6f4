// Which picture of a work to show: the museum's original where its host answers, else the generator's rendering.
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { renderingUrl } from "@/lib/api/pictures";
import type { Artwork, Size } from "@/lib/api/types";
import { ImageHosts, PATIENCE_MS } from "@/lib/image-hosts";

export type Kind = "original" | "rendering";

export interface ArtworkSource {
  readonly src: string;
  readonly kind: Kind;
  /** Whether the picture has come. */
  readonly shown: boolean;
  /** Neither picture can be had. */
  readonly missing: boolean;
  readonly onLoad: () => void;
  readonly onError: () => void;
}

const hosts = new ImageHosts(sessionStore());

/** Whether some museum's pictures can't be reached, so that renderings stand in for originals that exist. */
export function useSomeOutOfReach(): boolean {
  return useSyncExternalStore(hosts.subscribe, () => hosts.someDown());
}

/** `original` is the address to try, null for none. Nothing is waited for while `near` is false. */
export function useArtworkSource(
  artwork: Artwork,
  size: Size,
  original: string | null,
  near: boolean,
): ArtworkSource {
  const url = original?.startsWith("https://") === true ? original : null;
  const down = useSyncExternalStore(hosts.subscribe, () => url === null || hosts.isDown(url));
  const [come, setCome] = useState<Kind | null>(null);
  const [failed, setFailed] = useState<readonly Kind[]>([]);
  const kind: Kind =
    url === null || failed.includes("original") || (down && come !== "original") ? "rendering" : "original";
  const shown = come === kind;

  const giveUp = useCallback((lost: Kind) => {
    setFailed((before) => [...before, lost]);
  }, []);

  const onError = useCallback(() => {
    if (kind === "original" && url !== null) hosts.failed(url);
    giveUp(kind);
  }, [kind, url, giveUp]);

  const onLoad = useCallback(() => {
    if (kind === "original" && url !== null) hosts.arrived(url);
    setCome(kind);
  }, [kind, url]);

  const trying = near && kind === "original" && !shown;
  useEffect(() => {
    if (!trying) return;
    const timer = setTimeout(() => {
      if (url === null || hosts.isReached(url)) return;
      hosts.late(url);
      giveUp("original");
    }, PATIENCE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [trying, url, giveUp]);

  return {
    src: kind === "original" && url !== null ? url : renderingUrl(artwork.id, size),
    kind,
    shown,
    missing: failed.includes("rendering"),
    onLoad,
    onError,
  };
}

function sessionStore(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}
