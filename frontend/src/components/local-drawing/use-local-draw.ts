// Draws what moves in this browser where that is on and the seed is known, and all else by the service.
import { useCallback, useSyncExternalStore } from "react";
import { MOVING, type Picture, type Wish } from "@/components/use-live-picture";
import { openDrawer } from "./drawer";
import { seedOf, type Steps } from "./latent";
import { LocalDrawing } from "./local-drawing";

export const localDrawing = new LocalDrawing((told, signal) => openDrawer(MOVING, told, signal));

type Draw<Asked, P extends Picture> = (wish: Wish<Asked>, session: string, signal: AbortSignal) => Promise<P>;

export interface Found<P extends Picture> {
  readonly steps: Steps;
  readonly truncation?: number;
  /** All of the picture but its bytes. */
  readonly picture: Omit<P, "bytes">;
}

export function useLocalDrawing() {
  return useSyncExternalStore(localDrawing.subscribe, localDrawing.state);
}

/** `find` gives the seed of a wish, null where only the service knows it; it and `draw` stay the same functions. */
export function useLocalDraw<Asked, P extends Picture>(
  draw: Draw<Asked, P>,
  find: (asked: Asked) => Found<P> | null,
): Draw<Asked, P> {
  const state = useLocalDrawing();
  const drawer = state.kind === "on" ? state.drawer : null;
  return useCallback(
    async (wish, session, signal) => {
      const found = drawer !== null && wish.size === MOVING ? find(wish.asked) : null;
      if (drawer === null || found === null) return draw(wish, session, signal);
      try {
        return {
          ...found.picture,
          bytes: await drawer.draw(seedOf(found.steps, found.truncation)),
        } as P;
      } catch {
        localDrawing.broke();
        return draw(wish, session, signal);
      }
    },
    [drawer, draw, find],
  );
}
