// Words to look for: asked a moment after the last key, at once on Enter.
import { useEffect, useEffectEvent, useState } from "react";
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
  const [asked, setAsked] = useState(words);
  const [seen, setSeen] = useState(words);
  // other words than were asked for here: a picture was given, or somebody went back
  if (words !== seen) {
    setSeen(words);
    if (words !== asked) {
      setAsked(words);
      setDraft(null);
    }
  }

  const ask = () => {
    const written = draft?.trim();
    if (written === undefined || written === words) return;
    setAsked(written);
    onWords(written);
  };
  const pause = useEffectEvent(ask);
  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => {
      pause();
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [draft]);
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
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
            setDraft(event.target.value);
          }}
          onBlur={() => {
            ask();
            setDraft(null);
          }}
        />
      </label>
    </form>
  );
}
