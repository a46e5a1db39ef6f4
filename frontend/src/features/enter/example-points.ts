// The way from one landmark to another in even steps: two places in, whole points of the map out, both ends with them.

interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Stop extends Place {
  /** How far along, from 0 to 1. */
  readonly share: number;
}

export function stopsBetween(from: Place, to: Place, count: number): Stop[] {
  return Array.from({ length: count }, (_, index) => {
    const share = index / (count - 1);
    return {
      share,
      x: Math.round(from.x + (to.x - from.x) * share),
      y: Math.round(from.y + (to.y - from.y) * share),
    };
  });
}

/** The same number all day long, another one tomorrow. */
export function numberOfTheDay(now: Date): number {
  return now.getUTCFullYear() * 10_000 + (now.getUTCMonth() + 1) * 100 + now.getUTCDate();
}
