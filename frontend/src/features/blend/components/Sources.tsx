// The works of a blend: how much of each, more or less like it, muted or taken away.
import { Amount } from "@/components/Amount";
import { ArtworkImage } from "@/components/ArtworkImage";
import controls from "@/components/controls.module.css";
import { WorkLink } from "@/components/WorkLink";
import { useMessages } from "@/lib/i18n/catalogue";
import type { Artwork } from "@/lib/api/types";
import { makerOf, percent, titleOf } from "@/lib/label";
import { blendMessages } from "../messages";
import { MAX_PULL, MAX_WEIGHT, type Mix } from "../mix";
import styles from "./Sources.module.css";

/** What a press on "more like this" adds. */
const PULL_STEP = 10;

interface Props {
  works: readonly string[];
  artworks: readonly (Artwork | undefined)[];
  mix: Mix;
  shares: readonly number[] | null;
  onMove: (change: (mix: Mix) => Mix) => void;
  onRemove: (place: number) => void;
}

export function Sources({ works, artworks, mix, shares, onMove, onRemove }: Props) {
  return (
    <ol className={styles.sources}>
      {works.map((id, place) => (
        <Source
          key={id}
          id={id}
          works={works}
          artwork={artworks[place]}
          weight={mix.weights[place] ?? 0}
          pull={mix.pulls[place] ?? 0}
          muted={mix.muted[place] === true}
          share={shares?.[place] ?? 0}
          onWeight={(weight) => {
            onMove((now) => ({ ...now, weights: now.weights.with(place, weight) }));
          }}
          onPull={(step) => {
            onMove((now) => {
              const pull = Math.min(MAX_PULL, Math.max(-MAX_PULL, (now.pulls[place] ?? 0) + step));
              return { ...now, pulls: now.pulls.with(place, pull) };
            });
          }}
          onMute={() => {
            onMove((now) => ({ ...now, muted: now.muted.with(place, now.muted[place] !== true) }));
          }}
          onRemove={() => {
            onRemove(place);
          }}
        />
      ))}
    </ol>
  );
}

interface SourceProps {
  id: string;
  works: readonly string[];
  artwork: Artwork | undefined;
  weight: number;
  pull: number;
  muted: boolean;
  share: number;
  onWeight: (weight: number) => void;
  onPull: (step: number) => void;
  onMute: () => void;
  onRemove: () => void;
}

function Source(props: SourceProps) {
  const { id, works, artwork, weight, pull, muted, share, onWeight, onPull, onMute, onRemove } = props;
  const say = useMessages(blendMessages);
  const title = artwork === undefined ? id : titleOf(artwork);
  const pulled = percent(Math.abs(pull) / MAX_PULL);
  return (
    <li className={styles.source} data-muted={muted}>
      <div className={styles.thumb}>
        {artwork !== undefined && <ArtworkImage artwork={artwork} size={64} mark="dot" alt="" />}
      </div>
      <div className={styles.words}>
        <p className={styles.line}>
          <bdi>
            <WorkLink id={id} works={works} className={styles.title}>
              {title}
            </WorkLink>
          </bdi>
          <span className={styles.share}>{muted ? say.muted : percent(share)}</span>
        </p>
        {artwork !== undefined && (
          <p className={styles.maker}>
            <bdi>{makerOf(artwork)}</bdi>
          </p>
        )}
        <Amount
          label={say.weightOf(title)}
          exactLabel={say.exactly(say.weightOf(title))}
          value={weight}
          min={0}
          max={MAX_WEIGHT}
          hidden
          disabled={muted}
          onChange={onWeight}
        />
        <div className={styles.ways}>
          <span className={styles.pull}>
            <button
              type="button"
              className={styles.step}
              aria-label={say.lessLikeWork(title)}
              title={say.lessLike}
              disabled={pull <= -MAX_PULL}
              onClick={() => {
                onPull(-PULL_STEP);
              }}
            >
              −
            </button>
            <button
              type="button"
              className={styles.step}
              aria-label={say.moreLikeWork(title)}
              title={say.moreLike}
              disabled={pull >= MAX_PULL}
              onClick={() => {
                onPull(PULL_STEP);
              }}
            >
              +
            </button>
            <span className={styles.pulled} data-sign={Math.sign(pull)}>
              {pull === 0 ? say.asItIs : pull > 0 ? say.towards(pulled) : say.away(pulled)}
            </span>
          </span>
          <button
            type="button"
            className={controls.plain}
            aria-label={say.muteWork(title)}
            aria-pressed={muted}
            onClick={onMute}
          >
            {say.mute}
          </button>
          <button
            type="button"
            className={controls.plain}
            aria-label={say.takeAwayWork(title)}
            onClick={onRemove}
          >
            {say.takeAway}
          </button>
        </div>
      </div>
    </li>
  );
}
