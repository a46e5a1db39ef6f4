// What a point's picture is made of, as the header of its answer says it.

/** "3;w=0.612, 0;w=0.388", the heaviest first: shares of 1 by the landmark's number in the map. */
export function readWeights(header: string): ReadonlyMap<number, number> {
  return new Map(
    [...header.matchAll(/(\d+);w=([\d.]+)/g)].map(([, number, share]) => [Number(number), Number(share)]),
  );
}
