// A walk through the chosen works and back: filmed, played, scrubbed, kept.
import { useState } from "react";
import { Link } from "react-router";
import controls from "@/components/controls.module.css";
import { ProblemNote } from "@/components/ProblemNote";
import { useArtwork } from "@/lib/api/get-artwork";
import { ArtworkImage } from "@/components/ArtworkImage";
import { titleOf } from "@/lib/label";
import { useWorks } from "@/lib/url/use-works";
import { address, artworkAddress, MIN_WORKS } from "@/lib/url/works";
import { FORMATS, PACES, type Format, type Pace } from "../api/film";
import { useFilm } from "../hooks/use-film";
import { FilmFrame } from "./FilmFrame";
import styles from "./WalkView.module.css";

export function WalkView() {
  const { works, choose } = useWorks();
  const [pace, setPace] = useState<Pace>("calm");
  const [format, setFormat] = useState<Format>("mp4");
  const film = useFilm();
  if (works.length < MIN_WORKS) {
    return (
      <div className={styles.few}>
        <title>Walk – Gen Studio</title>
        <h1>A walk needs two works at least</h1>
        <p>Choose them on the shelf; the way from one to the next is filmed here.</p>
        <Link className={controls.strong} to={address("/", { works: works.join(",") })}>
          Choose works
        </Link>
      </div>
    );
  }
  return (
    <>
      <title>{`A walk by ${works.length} works – Gen Studio`}</title>
      <h1 className={styles.heading}>A walk by {works.length} works</h1>
      <div className={styles.walk}>
        <FilmFrame film={film} />
        <div className={styles.words}>
          <p className={styles.lead}>
            The generator passes by each work and draws all that lies between. It ends where it began.
          </p>
          <ol className={styles.stops} aria-label="Works on the way">
            {works.map((id, place) => (
              <Stop
                key={id}
                id={id}
                onEarlier={
                  place === 0
                    ? null
                    : () => {
                        const next = [...works];
                        next.splice(place - 1, 2, id, works[place - 1] ?? id);
                        choose(next);
                      }
                }
              />
            ))}
          </ol>
          <Choice label="Pace" options={Object.keys(PACES) as Pace[]} chosen={pace} onChoose={setPace} />
          <Choice
            label="File"
            options={Object.keys(FORMATS) as Format[]}
            chosen={format}
            onChoose={setFormat}
            words={FORMATS}
          />
          <div className={styles.ways}>
            <button
              type="button"
              className={controls.made}
              disabled={film.busy}
              onClick={() => {
                film.begin({ works, pace, format });
              }}
            >
              {film.job?.state === "done" ? "Film it anew" : "Film the walk"}
            </button>
            <Link className={controls.button} to={address("/map", { works: works.join(",") })}>
              Open the map
            </Link>
          </div>
          {film.failure !== null && <ProblemNote failure={film.failure} />}
        </div>
      </div>
    </>
  );
}

function Stop({ id, onEarlier }: { id: string; onEarlier: (() => void) | null }) {
  const { works } = useWorks();
  const { data: artwork } = useArtwork(id);
  const title = artwork === undefined ? id : titleOf(artwork);
  return (
    <li className={styles.stop}>
      <span className={styles.picture}>
        {artwork !== undefined && <ArtworkImage artwork={artwork} size={64} mark="dot" alt="" />}
      </span>
      <Link to={artworkAddress(id, works)}>{title}</Link>
      {onEarlier !== null && (
        <button
          type="button"
          className={controls.plain}
          aria-label={`Pass by ${title} earlier`}
          onClick={onEarlier}
        >
          Earlier
        </button>
      )}
    </li>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  options: readonly T[];
  chosen: T;
  onChoose: (option: T) => void;
  words?: Readonly<Record<T, string>>;
}

function Choice<T extends string>({ label, options, chosen, onChoose, words }: ChoiceProps<T>) {
  return (
    <div className={controls.chips} role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option}
          type="button"
          className={controls.chip}
          aria-pressed={option === chosen}
          onClick={() => {
            onChoose(option);
          }}
        >
          {words?.[option] ?? `${option.charAt(0).toUpperCase()}${option.slice(1)}`}
        </button>
      ))}
    </div>
  );
}
