// A message with marked words: `<Rich text="Pictures <made>in blue</made> …" marks={{ made: (words) => <b>{words}</b> }} />`.
import { Fragment, type ReactNode } from "react";

interface Props {
  readonly text: string;
  readonly marks: Readonly<Record<string, (words: string) => ReactNode>>;
}

const MARKED = /<(\w+)>(.*?)<\/\1>/gu;

export function Rich({ text, marks }: Props) {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const found of text.matchAll(MARKED)) {
    const [whole, name = "", words = ""] = found;
    parts.push(text.slice(from, found.index), marks[name]?.(words) ?? words);
    from = found.index + whole.length;
  }
  parts.push(text.slice(from));
  return parts.map((part, place) => <Fragment key={place}>{part}</Fragment>);
}
