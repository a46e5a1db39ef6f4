// A picture that follows what is wanted: one request in flight, the newest wish next, small while it moves, large at rest.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { asProblem, type Problem } from "@/lib/api/problem";
import type { Size } from "@/lib/api/types";
import { LatestStream } from "@/lib/latest-stream";

export const MOVING: Size = 64;
export const RESTING: Size = 256;

export interface Picture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly recipe: string;
}

/** What is wanted: `key` names it, so that two wishes with the same key and size are one. */
export interface Wish<Asked> {
  readonly key: string;
  readonly asked: Asked;
  readonly size: Size;
}

/** A picture that can be shown at once: its bytes are here and decoded. */
export interface Drawn<Asked, P extends Picture> {
  readonly picture: P;
  readonly wish: Wish<Asked>;
  readonly address: string;
}

export interface LivePicture<Asked, P extends Picture> {
  readonly drawn: Drawn<Asked, P> | null;
  /** The picture is that of the wish, in full size. */
  readonly settled: boolean;
  /** Why the picture of the wish could not be drawn. */
  readonly problem: Problem | null;
  readonly retry: () => void;
}

type Draw<Asked, P extends Picture> = (wish: Wish<Asked>, session: string, signal: AbortSignal) => Promise<P>;

/** `draw` stays the same function for as long as the answers are of one kind; no wish (null) asks nothing. */
export function useLivePicture<Asked, P extends Picture>(
  wish: Wish<Asked> | null,
  draw: Draw<Asked, P>,
): LivePicture<Asked, P> {
  const stream = useRef<LatestStream<Wish<Asked>, P>>(null);
  const newest = useRef(wish);
  const [drawn, setDrawn] = useState<Drawn<Asked, P> | null>(null);
  const [failure, setFailure] = useState<{ wish: Wish<Asked>; problem: Problem } | null>(null);

  useLayoutEffect(() => {
    // the service draws only the newest picture of a session that still waits
    const session = Math.random().toString(36).slice(2);
    let shown = Promise.resolve();
    const opened = new LatestStream<Wish<Asked>, P>(
      (asked, signal) => draw(asked, session, signal),
      {
        // one after the other; the next one is already on its way while this one is made ready
        answered: (picture, asked) => {
          shown = shown.then(async () => {
            const answer = await ready(picture, asked);
            if (stream.current !== opened) return;
            setDrawn(answer);
            setFailure(null);
          });
        },
        failed: (reason, asked) => {
          setFailure({ wish: asked, problem: asProblem(reason) });
        },
      },
      // a large picture that was left behind makes room at once; a small one is worth the glimpse
      (inFlight, newer) => inFlight.size === RESTING && inFlight.key !== newer.key,
    );
    stream.current = opened;
    return () => {
      opened.close();
      stream.current = null;
    };
  }, [draw]);

  const key = wish?.key;
  const size = wish?.size;
  useLayoutEffect(() => {
    newest.current = wish;
  });
  const ask = useCallback(() => {
    if (newest.current !== null) stream.current?.send(newest.current);
  }, []);
  // before the frame is painted, which takes longer than to ask
  useLayoutEffect(ask, [ask, draw, key, size]);

  const problem =
    failure !== null && failure.wish.size === size && failure.wish.key === key ? failure.problem : null;
  const retryAfter = problem?.retryAfter ?? null;
  useEffect(() => {
    if (retryAfter === null) return;
    const timer = setTimeout(ask, retryAfter * 1000);
    return () => {
      clearTimeout(timer);
    };
  }, [retryAfter, failure, ask]);

  const settled = drawn !== null && drawn.wish.key === key && drawn.wish.size === RESTING && size === RESTING;
  return { drawn, settled, problem, retry: ask };
}

async function ready<Asked, P extends Picture>(picture: P, wish: Wish<Asked>): Promise<Drawn<Asked, P>> {
  const address = addressOf(picture.bytes);
  // there before it is shown, so that the old picture stays until then; a large one is decoded, which takes a frame or two
  const image = new Image();
  const come = new Promise((done) => (image.onload = image.onerror = done));
  image.src = address;
  await (wish.size === MOVING ? come : image.decode().catch(() => undefined));
  return { picture, wish, address };
}

/** Holds the picture itself: a blob's address would be asked of another process, twice. Browsers see by the bytes what it is. */
function addressOf(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `data:image/jpeg;base64,${btoa(text)}`;
}
