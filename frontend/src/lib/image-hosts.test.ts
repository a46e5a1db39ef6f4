import { describe, expect, it, vi } from "vitest";
import { ImageHosts } from "./image-hosts";

const MET = "https://images.metmuseum.org/CRDImages/ep/original/DT1.jpg";
const MET_TOO = "https://images.metmuseum.org/CRDImages/ep/original/DT2.jpg";
const ARTIC = "https://www.artic.edu/iiif/2/x/full/843,/0/default.jpg";

function memory(): Pick<Storage, "getItem" | "setItem"> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

describe("the memory of hosts", () => {
  it("takes the first failure as the whole host's, and no other's", () => {
    const hosts = new ImageHosts(null);
    hosts.failed(MET);
    expect(hosts.isDown(MET_TOO)).toBe(true);
    expect(hosts.isDown(ARTIC)).toBe(false);
    expect(hosts.someDown()).toBe(true);
    expect(new ImageHosts(null).someDown()).toBe(false);
  });

  it("takes a failure after a success as that picture's own", () => {
    const hosts = new ImageHosts(null);
    hosts.arrived(MET);
    hosts.failed(MET_TOO);
    expect(hosts.isDown(MET_TOO)).toBe(false);
    expect(hosts.isReached(MET_TOO)).toBe(true);
    expect(hosts.isReached(ARTIC)).toBe(false);
  });

  it("takes a late arrival as proof that the host is there", () => {
    const hosts = new ImageHosts(null);
    hosts.failed(MET);
    hosts.arrived(MET_TOO);
    expect(hosts.isDown(MET)).toBe(false);
  });

  it("tells each listener once, until it leaves", () => {
    const hosts = new ImageHosts(null);
    const listener = vi.fn<() => void>();
    const leave = hosts.subscribe(listener);
    hosts.failed(MET);
    hosts.failed(MET_TOO);
    expect(listener).toHaveBeenCalledTimes(1);
    leave();
    hosts.failed(ARTIC);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it("lasts over a reload, and tries again after ten minutes", () => {
    const store = memory();
    let now = 0;
    new ImageHosts(store, () => now).failed(MET);
    const after = new ImageHosts(store, () => now);
    expect(after.isDown(MET)).toBe(true);
    now = 10 * 60 * 1000;
    expect(after.isDown(MET)).toBe(false);
  });

  it.each(["nonsense", '{"a":1}', "[1,[2]]"])("starts empty where the store holds %s", (kept) => {
    const hosts = new ImageHosts({ getItem: () => kept, setItem: () => undefined });
    expect(hosts.isDown(MET)).toBe(false);
  });
});
