// The picture of the point: one request in flight, the last position next, small while the point moves, large at rest.
import { useCallback, useEffect, useRef, useState } from "react";
import { asProblem, type Problem } from "@/lib/api/problem";
import type { Size } from "@/lib/api/types";
import { LatestStream } from "@/lib/latest-stream";
import { getMapPoint, type AskedPoint, type PointPicture } from "../api/get-map-point";
import { samePlace, type Point } from "../plane";

const MOVING: Size = 64;
const RESTING: Size = 256;

/** A picture that can be shown at once: its bytes are here and decoded. */
export interface Drawn extends PointPicture {
  readonly asked: AskedPoint;
  readonly map: string;
  readonly address: string;
}

export interface MapPicture {
  readonly drawn: Drawn | null;
  /** The picture is that of the point, in full size. */
  readonly settled: boolean;
  /** Why the picture of the point could not be drawn. */
  readonly problem: Problem | null;
  readonly retry: () => void;
}

interface Failure {
  readonly asked: AskedPoint;
  readonly problem: Problem;
}

/** `map` is the id of the map, null while it is not known. */
export function useMapPicture(map: string | null, point: Point, resting: boolean): MapPicture {
  const { x, y } = point;
  const size = resting ? RESTING : MOVING;
  const stream = useRef<LatestStream<AskedPoint, Drawn>>(null);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  useEffect(() => {
    if (map === null) return;
    const session = Math.random().toString(36).slice(2);
    const opened = new LatestStream<AskedPoint, Drawn>((asked, signal) => draw(map, asked, session, signal), {
      answered: (answer) => {
        setDrawn(answer);
        setFailure(null);
      },
      failed: (reason, asked) => {
        setFailure({ asked, problem: asProblem(reason) });
      },
    });
    stream.current = opened;
    return () => {
      opened.close();
      stream.current = null;
    };
  }, [map]);

  useEffect(() => {
    stream.current?.send({ x, y, size });
  }, [map, x, y, size]);

  // the picture before this one is let go once this one is on the page
  useEffect(() => {
    if (drawn === null) return;
    return () => {
      URL.revokeObjectURL(drawn.address);
    };
  }, [drawn]);

  const retry = useCallback(() => {
    stream.current?.send({ x, y, size });
  }, [x, y, size]);

  const problem =
    failure !== null && failure.asked.size === size && samePlace(failure.asked, point)
      ? failure.problem
      : null;
  const retryAfter = problem?.retryAfter ?? null;
  useEffect(() => {
    if (retryAfter === null) return;
    const timer = setTimeout(retry, retryAfter * 1000);
    return () => {
      clearTimeout(timer);
    };
  }, [retryAfter, failure, retry]);

  const settled =
    drawn !== null && drawn.map === map && drawn.asked.size === RESTING && samePlace(drawn.asked, point);
  return { drawn, settled, problem, retry };
}

async function draw(map: string, asked: AskedPoint, session: string, signal: AbortSignal): Promise<Drawn> {
  const picture = await getMapPoint(map, asked, session, signal);
  const address = URL.createObjectURL(picture.bytes);
  // decoded before it is shown, so that the old picture stays until the new one is there
  const image = new Image();
  image.src = address;
  await image.decode().catch(() => undefined);
  if (signal.aborted) URL.revokeObjectURL(address);
  return { ...picture, asked, map, address };
}
