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
  it("takes a picture that is late as the whole host's silence, and no other host's", () => {
    const hosts = new ImageHosts(null);
    hosts.late(MET);
    expect(hosts.isDown(MET_TOO)).toBe(true);
    expect(hosts.isDown(ARTIC)).toBe(false);
    expect(hosts.someDown()).toBe(true);
    expect(new ImageHosts(null).someDown()).toBe(false);
  });

  it("forgives one lost picture, however often it fails, and not a second one", () => {
    const hosts = new ImageHosts(null);
    hosts.failed(MET);
    hosts.failed(MET);
    expect(hosts.isDown(MET)).toBe(false);
    hosts.failed(MET_TOO);
    expect(hosts.isDown(MET)).toBe(true);
  });

  it("takes failures after a success as those pictures' own", () => {
    const hosts = new ImageHosts(null);
    hosts.arrived(ARTIC);
    hosts.failed(ARTIC);
    hosts.failed(`${ARTIC}?again`);
    hosts.late(ARTIC);
    expect(hosts.isDown(ARTIC)).toBe(false);
    expect(hosts.isReached(ARTIC)).toBe(true);
    expect(hosts.isReached(MET)).toBe(false);
  });

  it("takes a late arrival as proof that the host is there", () => {
    const hosts = new ImageHosts(null);
    hosts.late(MET);
    hosts.arrived(MET_TOO);
    expect(hosts.isDown(MET)).toBe(false);
  });

  it("tells each listener once, until it leaves", () => {
    const hosts = new ImageHosts(null);
    const listener = vi.fn<() => void>();
    const leave = hosts.subscribe(listener);
    hosts.late(MET);
    hosts.late(MET_TOO);
    expect(listener).toHaveBeenCalledTimes(1);
    leave();
    hosts.late(ARTIC);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it("lasts over a reload, and tries again after ten minutes", () => {
    const store = memory();
    let now = 0;
    new ImageHosts(store, () => now).late(MET);
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
