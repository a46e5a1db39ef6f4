// Where one looks within a picture, kept in the address (`view=x,y,scale`) as soon as the picture rests.
import { useCallback, useState } from "react";
import { useSearchParams } from "react-router";
import { readZoom, WHOLE, writeZoom, type Zoom } from "@/lib/zoom";
import { useKeptInAddress } from "./use-kept-in-address";

export function useZoomInAddress(): [Zoom, (change: (now: Zoom) => Zoom) => void] {
  const [params] = useSearchParams();
  const [zoom, setZoom] = useState<Zoom>(() => readZoom(params.get("view")) ?? WHOLE);
  useKeptInAddress("view", zoom.scale === 1 ? null : writeZoom(zoom));
  return [
    zoom,
    useCallback((change: (now: Zoom) => Zoom) => {
      setZoom(change);
    }, []),
  ];
}
