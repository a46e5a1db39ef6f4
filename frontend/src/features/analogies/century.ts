// Centuries as the service words them ("5th century BC"), read so that each language can word them anew.
export interface Century {
  readonly count: number;
  readonly before: boolean;
}

export function readCentury(said: string): Century | null {
  const found = /^(\d{1,3})(?:st|nd|rd|th) century( BCE?)?$/.exec(said);
  return found === null ? null : { count: Number(found[1]), before: found[2] !== undefined };
}
