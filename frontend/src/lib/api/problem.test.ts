import { describe, expect, it } from "vitest";
import { asProblem, passes, Problem, readProblem } from "./problem";

function answered(status: number, body: string, headers: Record<string, string> = {}): Response {
  return new Response(body, { status, headers });
}

describe("a failed answer", () => {
  it("keeps the service's own words and the request id", async () => {
    const body = JSON.stringify({
      type: "urn:problem-type:gen-studio:unsupported-media",
      title: "Unsupported media type",
      status: 415,
      detail: "this is not a picture",
      request_id: "abc",
    });
    const problem = await readProblem(answered(415, body, { "Content-Type": "application/problem+json" }));
    expect(problem).toMatchObject({ status: 415, title: "Unsupported media type", requestId: "abc" });
    expect(problem.detail).toBe("this is not a picture");
    expect(problem.message).toBe("this is not a picture");
  });

  it("says when to come back", async () => {
    const problem = await readProblem(answered(429, "{}", { "Retry-After": "3" }));
    expect(problem.retryAfter).toBe(3);
    expect((await readProblem(answered(429, "{}", { "Retry-After": "soon" }))).retryAfter).toBeNull();
  });

  it.each(["<html>502 Bad Gateway</html>", "", "[]", "null", '{"detail": 7}'])(
    "has words even where the body is %j",
    async (body) => {
      const problem = await readProblem(answered(502, body));
      expect(problem.status).toBe(502);
      expect(problem.detail).toContain("502");
    },
  );
});

describe("any failure", () => {
  it("of the network is said to be one", () => {
    expect(asProblem(new TypeError("Failed to fetch")).title).toContain("can’t be reached");
  });

  it("that is a problem already stays the same", () => {
    const problem = new Problem(404, "Not found", "no such work");
    expect(asProblem(problem)).toBe(problem);
  });

  it("may pass where the service was busy, away or broken, and not where the question was wrong", () => {
    expect([0, 429, 500, 503].map((status) => passes(new Problem(status, "", "")))).not.toContain(false);
    expect([400, 404, 413, 415, 422].map((status) => passes(new Problem(status, "", "")))).not.toContain(
      true,
    );
  });
});
