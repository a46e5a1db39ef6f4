import { describe, expect, it } from "vitest";
import { LatestStream } from "./latest-stream";

interface Open {
  asked: number;
  signal: AbortSignal;
  answer: (value: string) => void;
  fail: (failure: unknown) => void;
}

/** A stream whose service answers by hand. */
function byHand() {
  const open: Open[] = [];
  const drawn: string[] = [];
  const failures: unknown[] = [];
  const stream = new LatestStream<number, string>(
    (asked, signal) =>
      new Promise((answer, fail) => {
        open.push({ asked, signal, answer, fail });
      }),
    { answered: (answer) => drawn.push(answer), failed: (failure) => failures.push(failure) },
  );
  return { stream, open, drawn, failures };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("a stream of which only the latest counts", () => {
  it("has one request in flight and asks for the last position next, whatever lay between", async () => {
    const { stream, open, drawn } = byHand();
    for (const position of [1, 2, 3, 4]) stream.send(position);
    expect(open.map((one) => one.asked)).toEqual([1]);
    open[0]?.answer("one");
    await settled();
    expect(open.map((one) => one.asked)).toEqual([1, 4]);
    open[1]?.answer("four");
    await settled();
    expect(drawn).toEqual(["one", "four"]);
    expect(open).toHaveLength(2);
  });

  it("does not abort what is in flight when something newer comes", () => {
    const { stream, open } = byHand();
    stream.send(1);
    stream.send(2);
    expect(open[0]?.signal.aborted).toBe(false);
  });

  it("goes on after a failure", async () => {
    const { stream, open, drawn, failures } = byHand();
    stream.send(1);
    stream.send(2);
    open[0]?.fail(new Error("busy"));
    await settled();
    expect(failures).toHaveLength(1);
    open[1]?.answer("two");
    await settled();
    stream.send(3);
    open[2]?.answer("three");
    await settled();
    expect(drawn).toEqual(["two", "three"]);
  });

  it("aborts what is in flight at its end, drops what waits, and tells nobody", async () => {
    const { stream, open, drawn, failures } = byHand();
    stream.send(1);
    stream.send(2);
    stream.close();
    expect(open[0]?.signal.aborted).toBe(true);
    open[0]?.answer("one");
    await settled();
    stream.send(3);
    expect(open).toHaveLength(1);
    expect(drawn).toEqual([]);
    expect(failures).toEqual([]);
  });
});
