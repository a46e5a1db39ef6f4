// A film that is being made: the walk it is of, and its job as it goes on.
import { useState } from "react";
import { useJob, type Running } from "@/components/job/use-job";
import { startFilm, type Walk } from "../api/film";

export interface Film extends Omit<Running, "begin"> {
  readonly walk: Walk | null;
  readonly begin: (walk: Walk) => void;
}

export function useFilm(): Film {
  const running = useJob();
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
