// What hands do on the plane: one moves the point or a landmark, two pinch, a wheel goes nearer; all in shares of what is
// seen, from 0 to 1.
import { useEffect, useRef, type PointerEvent, type RefObject } from "react";

/** Pixels that a pressed pointer may tremble before it counts as a drag. */
const TREMBLE = 4;
/** Steps nearer for a pixel of a wheel, and the most at once. */
const WHEEL = 0.0025;
const WHEEL_MOST = 0.5;

export interface Spot {
  readonly across: number;
  readonly down: number;
}

export interface Gestures {
  /** A pointer went down there. */
  readonly onPress: (spot: Spot) => void;
  /** It moves, having moved further than a trembling hand does. */
  readonly onDrag: (spot: Spot) => void;
  /** It left; or a second finger came, and what the first one did is taken back. */
  readonly onRelease: () => void;
  readonly onTakeBack: () => void;
  readonly onPan: (across: number, down: number) => void;
  /** `steps` nearer, with what is at that spot staying there; says whether there was anywhere to go. */
  readonly onZoom: (steps: number, spot: Spot) => boolean;
}

interface Hold {
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  dragged: boolean;
  readonly pans: boolean;
  last: Spot;
}

export function useGestures(plane: RefObject<HTMLElement | null>, gestures: Gestures) {
  const now = useRef(gestures);
  useEffect(() => {
    now.current = gestures;
  });
  const hold = useRef<Hold | null>(null);
  const fingers = useRef(new Map<number, Spot>());
  const pinch = useRef<{ readonly apart: number; readonly middle: Spot } | null>(null);

  const spotOf = (event: { clientX: number; clientY: number }): Spot => {
    const box = plane.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return { across: 0.5, down: 0.5 };
    return { across: (event.clientX - box.left) / box.width, down: (event.clientY - box.top) / box.height };
  };

  useEffect(() => {
    const element = plane.current;
    if (element === null) return;
    const turn = (event: WheelEvent) => {
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY;
      const steps = Math.min(WHEEL_MOST, Math.max(-WHEEL_MOST, -pixels * WHEEL * (event.ctrlKey ? 4 : 1)));
      const box = element.getBoundingClientRect();
      const spot = {
        across: (event.clientX - box.left) / box.width,
        down: (event.clientY - box.top) / box.height,
      };
      // with the whole map in sight a wheel that goes farther scrolls the page
      if (now.current.onZoom(steps, spot)) event.preventDefault();
    };
    element.addEventListener("wheel", turn, { passive: false });
    return () => {
      element.removeEventListener("wheel", turn);
    };
  }, [plane]);

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const touch = event.pointerType === "touch";
    if (touch) fingers.current.set(event.pointerId, spotOf(event));
    if (fingers.current.size === 2) {
      if (hold.current !== null && !hold.current.pans) now.current.onTakeBack();
      hold.current = null;
      pinch.current = span(fingers.current);
      return;
    }
    const pans = event.button === 1 || (event.button === 0 && event.shiftKey);
    if ((event.button !== 0 && !pans) || !event.isPrimary) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    const last = spotOf(event);
    hold.current = {
      pointer: event.pointerId,
      x: event.clientX,
      y: event.clientY,
      dragged: false,
      pans,
      last,
    };
    if (!pans) now.current.onPress(last);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (fingers.current.has(event.pointerId)) fingers.current.set(event.pointerId, spotOf(event));
    const before = pinch.current;
    if (before !== null && fingers.current.size === 2) {
      const after = span(fingers.current);
      pinch.current = after;
      now.current.onPan(before.middle.across - after.middle.across, before.middle.down - after.middle.down);
      now.current.onZoom(Math.log2(after.apart / before.apart), after.middle);
      return;
    }
    const held = hold.current;
    if (held?.pointer !== event.pointerId) return;
    if (!held.dragged && Math.hypot(event.clientX - held.x, event.clientY - held.y) < TREMBLE) return;
    held.dragged = true;
    const spot = spotOf(event);
    if (held.pans) now.current.onPan(held.last.across - spot.across, held.last.down - spot.down);
    else now.current.onDrag(spot);
    held.last = spot;
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    fingers.current.delete(event.pointerId);
    if (fingers.current.size < 2) pinch.current = null;
    const held = hold.current;
    if (held?.pointer !== event.pointerId) return;
    hold.current = null;
    if (!held.pans) now.current.onRelease();
  };
  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp };
}

function span(fingers: ReadonlyMap<number, Spot>): { apart: number; middle: Spot } {
  const [one, other] = [...fingers.values()];
  if (one === undefined || other === undefined) return { apart: 1, middle: { across: 0.5, down: 0.5 } };
  return {
    apart: Math.max(0.01, Math.hypot(one.across - other.across, one.down - other.down)),
    middle: { across: (one.across + other.across) / 2, down: (one.down + other.down) / 2 },
  };
}
