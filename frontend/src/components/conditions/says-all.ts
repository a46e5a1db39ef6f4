// Whether a value has all these beginnings of words, as the service's own search takes them: accents and case don't matter.
export function saysAll(value: string, wanted: string): boolean {
  const has = wordsOf(value);
  return wordsOf(wanted).every((beginning) => has.some((word) => word.startsWith(beginning)));
}

function wordsOf(text: string): string[] {
  return text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
