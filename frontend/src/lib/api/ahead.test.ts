import { afterEach, expect, it, vi } from "vitest";
import { request, requestJson } from "./request";

afterEach(() => {
  vi.unstubAllGlobals();
});

it("an answer that was asked for ahead is taken once; then the service is asked", async () => {
  vi.stubGlobal("asked", { 'POST /maps {"a":1}': Promise.resolve(Response.json("ahead")) });
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json("anew")));
  const ask = (body: string) => requestJson("/maps", { method: "POST", body });
  expect(await ask('{"a":2}')).toBe("anew");
  expect(await ask('{"a":1}')).toBe("ahead");
  expect(await ask('{"a":1}')).toBe("anew");
});

it("what failed ahead is told as any failure, and asked again by who tries again", async () => {
  const busy = Promise.resolve(Response.json({ title: "Busy", status: 503 }, { status: 503 }));
  vi.stubGlobal("asked", { "GET /points ": busy });
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("picture")));
  await expect(request("/points")).rejects.toMatchObject({ status: 503 });
  expect(await (await request("/points")).text()).toBe("picture");
});
