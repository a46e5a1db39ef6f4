// Wheel, drag, pinch and double press on a picture, as changes of where one looks.
import { useEffect, useEffectEvent, useRef, type PointerEvent, type RefObject } from "react";
import { moved, spotAt, WHOLE, zoomed, type Extent, type Zoom } from "@/lib/zoom";

/** A notch of a common wheel is about 100 pixels, which is a quarter nearer. */
const WHEEL = 0.0022;
const DOUBLE = 3;

interface Point {
  readonly x: number;
  readonly y: number;
}

export function useZoomGestures(
  box: RefObject<HTMLElement | null>,
  zoom: Zoom,
  fit: Extent | null,
  onZoom: (change: (now: Zoom) => Zoom) => void,
) {
  const down = useRef(new Map<number, Point>());

  const fromMiddle = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const { left, top, width, height } = box.current?.getBoundingClientRect() ?? new DOMRect();
    return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
  };
  const nearer = (factor: number, at: Point) => {
    if (fit !== null) onZoom((now) => zoomed(now, factor, spotAt(now, at.x, at.y, fit)));
  };

  // React listens to the wheel passively, and the page would scroll along
  const wheel = useEffectEvent((event: WheelEvent) => {
    // the page scrolls on over a picture that nobody has turned to
    if (!event.ctrlKey && !box.current?.matches(":focus, dialog *")) return;
    event.preventDefault();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 33 : event.deltaY;
    // a pinch on a touchpad comes as a wheel with Ctrl, in smaller numbers
    nearer(Math.exp(-pixels * WHEEL * (event.ctrlKey ? 4 : 1)), fromMiddle(event));
  });
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const listen = (event: WheelEvent) => {
      wheel(event);
    };
    element.addEventListener("wheel", listen, { passive: false });
    return () => {
      element.removeEventListener("wheel", listen);
    };
  }, [box]);

  const lift = (event: PointerEvent) => {
    down.current.delete(event.pointerId);
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      down.current.set(event.pointerId, fromMiddle(event));
    },
    onPointerMove: (event: PointerEvent) => {
      const before = down.current.get(event.pointerId);
      if (before === undefined || fit === null) return;
      const here = fromMiddle(event);
      const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1];
      down.current.set(event.pointerId, here);
      if (other === undefined) {
        onZoom((now) => moved(now, here.x - before.x, here.y - before.y, fit));
        return;
      }
      const factor = distance(here, other) / Math.max(1, distance(before, other));
      const middle = { x: (here.x + other.x) / 2, y: (here.y + other.y) / 2 };
      nearer(factor, middle);
      onZoom((now) => moved(now, (here.x - before.x) / 2, (here.y - before.y) / 2, fit));
    },
    onPointerUp: lift,
    onPointerCancel: lift,
    onDoubleClick: (event: { clientX: number; clientY: number }) => {
      if (zoom.scale > 1) onZoom(() => WHOLE);
      else nearer(DOUBLE, fromMiddle(event));
    },
  };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
