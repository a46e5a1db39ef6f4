// GET and DELETE /api/gan/v1/jobs/{job}: a job that was handed in, watched by its events, or cancelled.
import { request } from "./request";
import type { Job } from "./types";

export function isOver(job: Job): boolean {
  return job.state !== "queued" && job.state !== "running";
}

/** Tells each state of a job until its end; the answer stops listening. */
export function watchJob(job: Job, onState: (now: Job) => void, onLost: () => void): () => void {
  const events = new EventSource(`/api/gan/v1/jobs/${job.id}/events`);
  events.addEventListener("job", (event: MessageEvent<string>) => {
    const now = JSON.parse(event.data) as Job;
    if (isOver(now)) events.close();
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
