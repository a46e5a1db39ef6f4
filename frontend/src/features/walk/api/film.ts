// POST /api/gan/v1/walks and the job that films it: handed in, watched by its events, fetched, or cancelled.
import { request, requestJson } from "@/lib/api/request";
import type { Job } from "@/lib/api/types";
import { FPS, framesOf, type Easing, type Pace, type Stop } from "../walk";

export const FORMATS = { mp4: "MP4", webp: "WebP", gif: "GIF" } as const;
export type Format = keyof typeof FORMATS;

export interface Walk {
  readonly stops: readonly Stop[];
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

/** Tells each state of a job until its end; the answer stops listening. */
export function watchJob(job: Job, onState: (now: Job) => void, onLost: () => void): () => void {
  const events = new EventSource(`/api/gan/v1/jobs/${job.id}/events`);
  events.addEventListener("job", (event: MessageEvent<string>) => {
    const now = JSON.parse(event.data) as Job;
    if (now.state !== "queued" && now.state !== "running") events.close();
    onState(now);
  });
  events.addEventListener("error", () => {
    if (events.readyState === EventSource.CLOSED) onLost();
  });
  return () => {
    events.close();
  };
}

export async function cancelJob(job: Job): Promise<void> {
  await request(`/api/gan/v1/jobs/${job.id}`, { method: "DELETE" });
}
