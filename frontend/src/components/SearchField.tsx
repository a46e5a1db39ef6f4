// Words to look for: asked a moment after the last key, at once on Enter.
import { useEffect, useRef, useState } from "react";
import { MAX_WORDS_LENGTH } from "@/lib/api/list-artworks";
import controls from "./controls.module.css";
import { VisuallyHidden } from "./VisuallyHidden";

const PAUSE_MS = 300;

interface Props {
  words: string;
  label: string;
  placeholder: string;
  /** Letters at most, where more than words are taken. */
  longest?: number;
  onWords: (words: string) => void;
}

export function SearchField({ words, label, placeholder, longest = MAX_WORDS_LENGTH, onWords }: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );

  const ask = (written: string) => {
    clearTimeout(timer.current);
    if (written.trim() !== words) onWords(written.trim());
  };
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft !== null) ask(draft);
      }}
    >
      <label>
        <VisuallyHidden>{label}</VisuallyHidden>
        <input
          type="search"
          className={controls.field}
          value={draft ?? words}
          placeholder={placeholder}
          maxLength={longest}
          autoComplete="off"
          enterKeyHint="search"
          onChange={(event) => {
            const written = event.target.value;
            setDraft(written);
            clearTimeout(timer.current);
            timer.current = setTimeout(() => {
              ask(written);
            }, PAUSE_MS);
          }}
          onBlur={(event) => {
            ask(event.target.value);
            setDraft(null);
          }}
        />
      </label>
    </form>
  );
}
