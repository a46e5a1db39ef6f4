// A picture that follows what is wanted: one request in flight, the newest wish next, small while it moves, large at rest.
import { useCallback, useEffect, useRef, useState } from "react";
import { asProblem, type Problem } from "@/lib/api/problem";
import type { Size } from "@/lib/api/types";
import { LatestStream } from "@/lib/latest-stream";

export const MOVING: Size = 64;
export const RESTING: Size = 256;

export interface Picture {
  readonly bytes: Blob;
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
  const stream = useRef<LatestStream<Wish<Asked>, Drawn<Asked, P>>>(null);
  const newest = useRef(wish);
  const [drawn, setDrawn] = useState<Drawn<Asked, P> | null>(null);
  const [failure, setFailure] = useState<{ wish: Wish<Asked>; problem: Problem } | null>(null);

  useEffect(() => {
    // the service draws only the newest picture of a session that still waits
    const session = Math.random().toString(36).slice(2);
    const opened = new LatestStream<Wish<Asked>, Drawn<Asked, P>>(
      (asked, signal) => ready(draw, asked, session, signal),
      {
        answered: (answer) => {
          setDrawn(answer);
          setFailure(null);
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
  useEffect(() => {
    newest.current = wish;
  });
  const ask = useCallback(() => {
    if (newest.current !== null) stream.current?.send(newest.current);
  }, []);
  useEffect(ask, [ask, draw, key, size]);

  // the picture before this one is let go once this one is on the page
  useEffect(() => {
    if (drawn === null) return;
    return () => {
      URL.revokeObjectURL(drawn.address);
    };
  }, [drawn]);

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

async function ready<Asked, P extends Picture>(
  draw: Draw<Asked, P>,
  wish: Wish<Asked>,
  session: string,
  signal: AbortSignal,
): Promise<Drawn<Asked, P>> {
  const picture = await draw(wish, session, signal);
  const address = URL.createObjectURL(picture.bytes);
  // there before it is shown, so that the old picture stays until then; a large one is decoded, which takes a frame or two
  const image = new Image();
  const come = new Promise((done) => (image.onload = image.onerror = done));
  image.src = address;
  await (wish.size === MOVING ? come : image.decode().catch(() => undefined));
  if (signal.aborted) URL.revokeObjectURL(address);
  return { picture, wish, address };
}
