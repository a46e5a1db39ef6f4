// A film that is being made: the walk it is of, and its job as it goes on.
import { useState } from "react";
import { useJob, type Running } from "@/components/use-job";
import { useMessages } from "@/lib/i18n/catalogue";
import { startFilm, type Walk } from "../api/film";
import { walkMessages } from "../messages";

export interface Film extends Omit<Running, "begin"> {
  readonly walk: Walk | null;
  readonly begin: (walk: Walk) => void;
}

export function useFilm(): Film {
  const { lostTitle, lostText } = useMessages(walkMessages);
  const running = useJob({ title: lostTitle, text: lostText });
  const [walk, setWalk] = useState<Walk | null>(null);
  return {
    ...running,
    walk,
    begin: (next) => {
      setWalk(next);
      running.begin(() => startFilm(next));
    },
    stop: () => {
      running.stop();
      setWalk(null);
    },
  };
}
