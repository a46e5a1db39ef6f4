// A walk through chosen works: put in order, filmed, played, scrubbed, kept.
import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { AddWork } from "@/components/AddWork";
import controls from "@/components/controls.module.css";
import { ProblemNote } from "@/components/ProblemNote";
import { artworkQuery } from "@/lib/api/get-artwork";
import { thingOf, type Thing } from "@/lib/api/things";
import { useMessages } from "@/lib/i18n/catalogue";
import { titleOf } from "@/lib/label";
import { address, MAX_WORKS } from "@/lib/url/works";
import { FORMATS, type Format } from "../api/film";
import { useFilm } from "../hooks/use-film";
import { walkMessages } from "../messages";
import { framesOf, PACES, stopsOf, type Easing, type Pace } from "../walk";
import { readWalk, walkParams, type WalkState } from "../walk-url";
import { ByHand } from "./ByHand";
import { FilmFrame } from "./FilmFrame";
import { Stops } from "./Stops";
import styles from "./WalkView.module.css";

const EASINGS: readonly Easing[] = ["smooth", "linear"];

export function WalkView() {
  const say = useMessages(walkMessages);
  const [params, setParams] = useSearchParams();
  const walk = readWalk(params);
  const { works, start } = walk;
  const [format, setFormat] = useState<Format>("mp4");
  const [filmed, setFilmed] = useState<readonly string[]>([]);
  const film = useFilm();
  const artworks = useQueries({ queries: works.map(artworkQuery) }).map((query) => query.data);
  const change = (next: (walk: WalkState) => WalkState) => {
    setParams((now) => walkParams(now, next(readWalk(now))), {
      replace: true,
      preventScrollReset: true,
      flushSync: true,
    });
  };
  const stops: Thing[] = [...(start === null ? [] : [{ recipe: start }]), ...works.map(thingOf)];
  if (stops.length < 2) {
    return (
      <div className={styles.few}>
        <title>{`${say.name} – Gen Studio`}</title>
        <h1>{say.tooFewTitle}</h1>
        <p>{say.tooFewText}</p>
        <Link className={controls.strong} to={address("/", { works: works.join(",") })}>
          {say.choose}
        </Link>
      </div>
    );
  }
  const names = [
    ...(start === null ? [] : [say.start]),
    ...works.map((id, place) => {
      const artwork = artworks[place];
      return artwork === undefined ? id : titleOf(artwork);
    }),
  ];
  const frames = framesOf(stops.length, walk.loop, walk.pace);
  const title = say.title(stops.length, start !== null);
  return (
    <>
      <title>{`${title} – Gen Studio`}</title>
      <h1 className={styles.heading}>{title}</h1>
      <div className={styles.walk}>
        <FilmFrame film={film} names={filmed}>
          <ByHand
            things={stops}
            stops={stopsOf(names, walk.loop, frames)}
            frames={frames}
            loop={walk.loop}
            easing={walk.easing}
          />
        </FilmFrame>
        <div className={styles.words}>
          <p className={styles.lead}>{walk.loop ? say.leadRound : say.leadThrough}</p>
          <div>
            <Stops walk={walk} artworks={artworks} onChange={change} />
            {works.length < MAX_WORKS && (
              <AddWork
                works={works}
                onAdd={(work) => {
                  change((now) => ({ ...now, works: [...now.works, work] }));
                }}
              />
            )}
          </div>
          <Choice
            label={say.pace}
            options={Object.keys(PACES) as Pace[]}
            chosen={walk.pace}
            words={say.paces}
            onChoose={(pace) => {
              change((now) => ({ ...now, pace }));
            }}
          />
          <Choice
            label={say.easing}
            options={EASINGS}
            chosen={walk.easing}
            words={say.easings}
            onChoose={(easing) => {
              change((now) => ({ ...now, easing }));
            }}
          />
          <div className={controls.chips}>
            <button
              type="button"
              className={controls.chip}
              aria-pressed={walk.loop}
              onClick={() => {
                change((now) => ({ ...now, loop: !now.loop }));
              }}
            >
              {say.loop}
            </button>
          </div>
          <Choice
            label={say.file}
            options={Object.keys(FORMATS) as Format[]}
            chosen={format}
            words={FORMATS}
            onChoose={setFormat}
          />
          <div className={styles.ways}>
            <button
              type="button"
              className={controls.made}
              disabled={film.busy}
              onClick={() => {
                setFilmed(names);
                film.begin({ stops, pace: walk.pace, easing: walk.easing, loop: walk.loop, format });
              }}
            >
              {film.job?.state === "done" ? say.again : say.begin}
            </button>
            {works.length >= 2 && (
              <Link className={controls.button} to={address("/map", { works: works.join(",") })}>
                {say.openMap}
              </Link>
            )}
          </div>
          {film.failure !== null && <ProblemNote failure={film.failure} />}
        </div>
      </div>
    </>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  options: readonly T[];
  chosen: T;
  words: Readonly<Record<T, string>>;
  onChoose: (option: T) => void;
}

function Choice<T extends string>({ label, options, chosen, words, onChoose }: ChoiceProps<T>) {
  return (
    <div className={styles.choice}>
      <p className={styles.label} aria-hidden="true">
        {label}
      </p>
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
            {words[option]}
          </button>
        ))}
      </div>
    </div>
  );
}
