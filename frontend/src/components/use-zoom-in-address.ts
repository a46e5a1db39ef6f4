// Where one looks within a picture, kept in the address (`view=x,y,scale`) as soon as the picture rests.
import { useCallback, useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { readZoom, WHOLE, writeZoom, type Zoom } from "@/lib/zoom";

const REST_MS = 250;

export function useZoomInAddress(): [Zoom, (change: (now: Zoom) => Zoom) => void] {
  const [params, setParams] = useSearchParams();
  const [zoom, setZoom] = useState<Zoom>(() => readZoom(params.get("view")) ?? WHOLE);
  const written = zoom.scale === 1 ? null : writeZoom(zoom);
  const said = params.get("view");
  useEffect(() => {
    if (written === said) return;
    const timer = setTimeout(() => {
      setParams(
        () => {
          // as it is now, not as it was drawn: what was looked into may be closed meanwhile
          const next = new URLSearchParams(window.location.search);
          if (written === null) next.delete("view");
          else next.set("view", written);
          return next;
        },
        { replace: true, preventScrollReset: true },
      );
    }, REST_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [written, said, setParams]);
  return [
    zoom,
    useCallback((change: (now: Zoom) => Zoom) => {
      setZoom(change);
    }, []),
  ];
}
