// The numbers are what the service's own gan_api/latent.py gives.
import { describe, expect, it } from "vitest";
import { blended, quantised, sameSeed, seedOf, stepsOf, weightsAt } from "./latent";

const SEEDS = [0, 1, 2].map((which) =>
  Int16Array.from({ length: 140 }, (_, place) => ((place * 7919 + which * 104729) % 8192) - 4096),
);
const [first, second, third] = SEEDS as [Int16Array, Int16Array, Int16Array];
const RECIPE =
  "0123456789ab.1000.64.GQkICPcG5gXVBMQDswKiAZEAgP9v_l79Tfw8-yv6GvkJ-Pj25_XW9MXztPKj8ZLwgQ9wDl8NTgw9CywKGwkKCPkG6AXXBMYDtQKkAZMAgv9x_mD9T_w--y36HPkL-Pr26fXY9MfztvKl8ZTwgw9yDmENUAw_Cy4KHQkMCPsG6gXZBMgDtwKmAZUAhP9z_mL9UfxA-y_6HvkN-Pz26_Xa9MnzuPKn8ZbwhQ90DmMNUgxBCzAKHwkOCP0G7AXbBMoDuQKoAZcAhv91_mT9U_xC-zH6IPkP-P727fXc9MvzuvKp8Zjwhw92DmUNVAxDCzIKIQkQCP8G7gXdBMwDuwKqAZkAiP93_mb9VfxE-zP6IvkR-AD37_Xe9A";

const close = (numbers: readonly number[]) => numbers.map((one) => Math.round(one * 1e5));

describe("a point of a map", () => {
  it("counts its landmarks as the service does", () => {
    const three = weightsAt({ x: 300, y: 400 }, [
      { x: 100, y: 120 },
      { x: 900, y: 200 },
      { x: 512, y: 900 },
    ]);
    expect(close(three)).toEqual(close([0.5891251564, 0.1743810475, 0.2364937812]));
  });

  it("counts no more than the six nearest, the seventh being where it ends", () => {
    const places = [
      [0, 0],
      [1024, 0],
      [0, 1024],
      [1024, 1024],
      [512, 100],
      [300, 700],
      [700, 300],
      [90, 512],
    ].map(([x = 0, y = 0]) => ({ x, y }));
    const wanted = [0.034918047, 0, 0.003090787, 0, 0.127786845, 0.251838833, 0.082567215, 0.499798268];
    expect(close(weightsAt({ x: 300, y: 400 }, places))).toEqual(close(wanted));
  });

  it("is all a landmark's own at its place", () => {
    const places = [
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ];
    expect(weightsAt({ x: 3, y: 4 }, places)).toEqual([0, 1]);
    expect(blended([first, second], [0, 1])).toBe(second);
  });
});

describe("a blend", () => {
  it("is as long as its parts, as the service mixes it", () => {
    const mixed = blended([first, second, third], [0.5891251564, 0.1743810475, 0.2364937812]);
    const wanted = Int16Array.of(-3394, 4852, 4358, 3863, 3369, 2874, 2380, 1885);
    expect(sameSeed(mixed.slice(0, 8), wanted)).toBe(true);
    expect(sameSeed(mixed.slice(0, 8), wanted.with(0, -3392))).toBe(false);
  });
});

describe("a recipe", () => {
  it("holds the seed, which the generator takes in quarters of a thousandth", () => {
    const steps = stepsOf(RECIPE);
    expect(steps).toEqual(second);
    expect(seedOf(Int16Array.of(4096, -2048))).toEqual(Float32Array.of(1, -0.5));
    expect([...quantised([0.5 / 4096, 1.5 / 4096, -1.5 / 4096, 99])]).toEqual([0, 2, -2, 32767]);
  });

  it("without one gives none", () => {
    expect(stepsOf("0123456789ab.1000.64.AAAA")).toBeNull();
    expect(stepsOf("map@3,4.64")).toBeNull();
  });
});
