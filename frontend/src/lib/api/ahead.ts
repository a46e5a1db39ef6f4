// Answers that first.js has asked for before the page's own code was there.

/** By method, path and body. */
declare global {
  var asked: Record<string, Promise<Response>> | undefined;
}

/** The answer to a question that was asked ahead, once: who asks again wants to know what is so now. */
export function takeAhead(path: string, init: RequestInit): Promise<Response> | undefined {
  const name = `${init.method ?? "GET"} ${path} ${typeof init.body === "string" ? init.body : ""}`;
  const answer = globalThis.asked?.[name];
  if (answer !== undefined) delete globalThis.asked?.[name];
  return answer;
}
