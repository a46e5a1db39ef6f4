// A wall of squares: a few works, each on two by two of them, and the map's own points on all others.

interface Block {
  readonly column: number;
  readonly row: number;
}

export interface Layout {
  readonly columns: number;
  readonly rows: number;
  /** The upper left square of each work. */
  readonly works: readonly Block[];
}

export interface Square extends Block {
  /** Where its middle lies on the map. */
  readonly x: number;
  readonly y: number;
  /** How many squares away the nearest work is. */
  readonly away: number;
}

/** A work takes two squares by two. */
export const SPAN = 2;
const GRID = 1024;

export const LAYOUTS = {
  wide: {
    columns: 12,
    rows: 4,
    works: [
      { column: 0, row: 1 },
      { column: 3, row: 0 },
      { column: 5, row: 2 },
      { column: 8, row: 0 },
      { column: 10, row: 2 },
    ],
  },
  middle: {
    columns: 8,
    rows: 5,
    works: [
      { column: 0, row: 0 },
      { column: 3, row: 2 },
      { column: 6, row: 0 },
      { column: 0, row: 3 },
      { column: 6, row: 3 },
    ],
  },
  narrow: {
    columns: 6,
    rows: 6,
    works: [
      { column: 0, row: 0 },
      { column: 4, row: 1 },
      { column: 1, row: 3 },
      { column: 4, row: 4 },
    ],
  },
} as const satisfies Record<string, Layout>;

/** The middle of a block of `span` squares, as a whole point of the map. */
export function middleOf({ column, row }: Block, span: number, { columns, rows }: Layout) {
  return {
    x: Math.round(((column + span / 2) / columns) * GRID),
    y: Math.round(((row + span / 2) / rows) * GRID),
  };
}

/** The squares on which no work hangs, row by row. */
export function squaresOf(layout: Layout): Square[] {
  const squares: Square[] = [];
  for (let row = 0; row < layout.rows; row += 1) {
    for (let column = 0; column < layout.columns; column += 1) {
      const away = Math.min(...layout.works.map((work) => distance({ column, row }, work)));
      if (away > 0) squares.push({ column, row, away, ...middleOf({ column, row }, 1, layout) });
    }
  }
  return squares;
}

/** A stop of the wanderer: a work or a square, by its number. */
export type Stop = { readonly work: number } | { readonly square: number };

/** From work to work and back to the first, by the free squares that lie nearest to the straight way. */
export function wayThrough(layout: Layout, squares: readonly Square[]): Stop[] {
  const between = 3;
  const stops: Stop[] = [];
  layout.works.forEach((work, place) => {
    const next = layout.works[(place + 1) % layout.works.length] ?? work;
    stops.push({ work: place });
    const seen = new Set<number>();
    for (let step = 1; step <= between; step += 1) {
      const share = step / (between + 1);
      const at = {
        column: work.column + (next.column - work.column) * share + 0.5,
        row: work.row + (next.row - work.row) * share + 0.5,
      };
      const square = nearest(at, squares);
      if (square >= 0 && !seen.has(square)) stops.push({ square });
      seen.add(square);
    }
  });
  return stops;
}

function nearest(at: Block, squares: readonly Square[]): number {
  let best = -1;
  let least = Infinity;
  squares.forEach(({ column, row }, place) => {
    const far = (column - at.column) ** 2 + (row - at.row) ** 2;
    if (far < least) [best, least] = [place, far];
  });
  return best;
}

/** Squares from one to a work's nearest, as a king moves; 0 on it. */
function distance(square: Block, work: Block): number {
  const beside = (at: number, from: number) => Math.max(from - at, at - (from + SPAN - 1), 0);
  return Math.max(beside(square.column, work.column), beside(square.row, work.row));
}
