// The way from one landmark to another: two places in, whole points of the map out, both ends with them.

interface Place {
  readonly x: number;
  readonly y: number;
}

/** How far along each picture stands: close together about the middle, where a map's pictures change the most. */
export const SHARES: readonly number[] = [0, 0.325, 0.43, 0.5, 0.57, 0.675, 1];

export function stopsBetween(from: Place, to: Place, shares: readonly number[] = SHARES): Place[] {
  return shares.map((share) => ({
    x: Math.round(from.x + (to.x - from.x) * share),
    y: Math.round(from.y + (to.y - from.y) * share),
  }));
}

/** The same number all day long, another one tomorrow. */
export function numberOfTheDay(now: Date): number {
  return now.getUTCFullYear() * 10_000 + (now.getUTCMonth() + 1) * 100 + now.getUTCDate();
}
