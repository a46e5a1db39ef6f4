// The one way to the services: a path in, parsed JSON or a picture out, or a Problem thrown.
import { nextTask } from "../next-task";
import { takeAhead } from "./ahead";
import { readProblem } from "./problem";

export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  // views ask for several things at once, and a phone takes some milliseconds to send each
  await nextTask();
  const answer = await (takeAhead(path, init) ?? fetch(path, init));
  if (!answer.ok) throw await readProblem(answer);
  return answer;
}

/** The caller names what the OpenAPI file promises; the contract tests of the services hold them to it. */
export async function requestJson<T>(path: string, init: RequestInit = {}): Promise<T> {
  const answer = await request(path, init);
  return (await answer.json()) as T;
}
