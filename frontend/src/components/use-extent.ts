// How large an element is, in CSS pixels, as long as it is there; null before it was measured.
import { useEffect, useState, type RefObject } from "react";
import type { Extent } from "@/lib/zoom";

export function useExtent(ref: RefObject<Element | null>): Extent | null {
  const [extent, setExtent] = useState<Extent | null>(null);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      if (width > 0 && height > 0) setExtent({ width, height });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [ref]);
  return extent;
}
