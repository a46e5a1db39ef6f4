// POST /api/gan/v1/walks: a walk in, the job that films it out.
import { requestJson } from "@/lib/api/request";
import type { Thing } from "@/lib/api/things";
import type { Job } from "@/lib/api/types";
import { FPS, framesOf, type Easing, type Pace } from "../walk";

export const FORMATS = { mp4: "MP4", webp: "WebP", gif: "GIF" } as const;
export type Format = keyof typeof FORMATS;

export interface Walk {
  readonly stops: readonly Thing[];
  readonly pace: Pace;
  readonly easing: Easing;
  readonly loop: boolean;
  readonly format: Format;
}

export function startFilm({ stops, pace, easing, loop, format }: Walk): Promise<Job> {
  return requestJson<Job>("/api/gan/v1/walks", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      stops,
      frames: framesOf(stops.length, loop, pace),
      fps: FPS,
      easing,
      loop,
      format,
    }),
  });
}
