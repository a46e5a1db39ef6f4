// What is done to a blend once its works are weighed: variation, boldness, and moves along the named directions.
import { useQuery } from "@tanstack/react-query";
import { Amount } from "@/components/Amount";
import controls from "@/components/controls.module.css";
import { ProblemNote } from "@/components/ProblemNote";
import { useMessages } from "@/lib/i18n/catalogue";
import { format } from "@/lib/i18n/format";
import { directionsQuery, type Direction } from "../api/get-directions";
import { blendMessages } from "../messages";
import type { Messages } from "../messages/en";
import {
  isMoved,
  MAX_ALONG,
  MAX_DIRECTIONS,
  MAX_TRUNCATION,
  MAX_VARIATION,
  plainMix,
  TRUNCATION,
  type Mix,
} from "../mix";
import styles from "./Changes.module.css";

/** How far the first variation goes, in hundredths. */
const FIRST_VARIATION = 40;

interface Props {
  mix: Mix;
  onMove: (change: (mix: Mix) => Mix) => void;
}

export function Changes({ mix, onMove }: Props) {
  const say = useMessages(blendMessages);
  const directions = useQuery(directionsQuery);
  const named = directions.data?.filter((one) => one.kind === "attribute") ?? [];
  const further = directions.data?.filter((one) => one.kind === "principal") ?? [];
  const changed = isMoved(mix) || mix.truncation !== TRUNCATION;
  const full = Object.keys(mix.along).length >= MAX_DIRECTIONS;
  const slider = (one: Direction, label: string) => (
    <Change
      key={one.id}
      label={label}
      value={mix.along[one.id] ?? 0}
      least={-MAX_ALONG}
      most={MAX_ALONG}
      rest={0}
      scale={10}
      disabled={full && mix.along[one.id] === undefined}
      onChange={(amount) => {
        onMove((now) => ({ ...now, along: along(now.along, one.id, amount) }));
      }}
    />
  );
  return (
    <section className={styles.changes} aria-labelledby="changes">
      <div className={styles.head}>
        <h2 id="changes">{say.changes}</h2>
        {changed && (
          <button
            type="button"
            className={controls.plain}
            onClick={() => {
              onMove((now) => ({ ...plainMix(now.weights.length), weights: now.weights, muted: now.muted }));
            }}
          >
            {say.putAllBack}
          </button>
        )}
      </div>
      <div>
        <Change
          label={say.variation}
          value={mix.variation?.amount ?? 0}
          least={0}
          most={100}
          rest={0}
          scale={100}
          onChange={(amount) => {
            onMove((now) => ({
              ...now,
              variation: amount === 0 ? null : { number: now.variation?.number ?? anyNumber(), amount },
            }));
          }}
        />
        <p className={styles.help}>
          {say.variationHelp}{" "}
          <button
            type="button"
            className={controls.plain}
            onClick={() => {
              onMove((now) => ({
                ...now,
                variation: { number: anyNumber(), amount: now.variation?.amount ?? FIRST_VARIATION },
              }));
            }}
          >
            {say.another}
          </button>
        </p>
      </div>
      <div>
        <Change
          label={say.truncation}
          value={mix.truncation}
          least={0}
          most={MAX_TRUNCATION}
          rest={TRUNCATION}
          scale={100}
          onChange={(truncation) => {
            onMove((now) => ({ ...now, truncation }));
          }}
        />
        <p className={styles.help}>{say.truncationHelp}</p>
      </div>
      {directions.isError && (
        <ProblemNote failure={directions.error} onRetry={() => void directions.refetch()} />
      )}
      {named.map((one) => slider(one, say.directions[one.id] ?? one.name))}
      {further.length > 0 && (
        <details className={styles.further}>
          <summary>{say.furtherDirections}</summary>
          <p className={styles.help}>{say.furtherHelp}</p>
          {further.map((one, place) => slider(one, nameOf(one, place, say)))}
        </details>
      )}
      {full && <p className={styles.help}>{say.noMoreDirections(MAX_DIRECTIONS)}</p>}
    </section>
  );
}

interface ChangeProps {
  label: string;
  value: number;
  least: number;
  most: number;
  rest: number;
  scale: number;
  disabled?: boolean;
  onChange: (value: number) => void;
}

function Change({ label, value, least, most, rest, scale, disabled = false, onChange }: ChangeProps) {
  const say = useMessages(blendMessages);
  return (
    <Amount
      label={label}
      exactLabel={say.exactly(label)}
      value={value}
      min={least}
      max={most}
      scale={scale}
      disabled={disabled}
      aside={
        value !== rest && (
          <button
            type="button"
            className={styles.back}
            aria-label={say.putBackOf(label)}
            onClick={() => {
              onChange(rest);
            }}
          >
            {say.putBack}
          </button>
        )
      }
      onChange={onChange}
    />
  );
}

/** "Direction 2: more lightness and less complexity": the effects that it was named for, in the page's language. */
function nameOf(one: Direction, place: number, say: Messages): string {
  const earned = one.name.includes(":") ? one.name.slice(one.name.indexOf(":")).split(",").length : 0;
  const effects = Object.entries(one.effects)
    .sort(([, a], [, b]) => Math.abs(b.deviations) - Math.abs(a.deviations))
    .slice(0, earned)
    .map(([id, { deviations }]) => {
      const attribute = say.directions[id] ?? id;
      return deviations > 0 ? say.grows(attribute) : say.shrinks(attribute);
    });
  const name = say.direction(place + 1);
  return effects.length === 0 ? name : `${name}: ${format().list(effects)}`;
}

function along(before: Mix["along"], id: string, amount: number): Mix["along"] {
  const rest = Object.fromEntries(Object.entries(before).filter(([other]) => other !== id));
  return amount === 0 ? rest : { ...before, [id]: amount };
}

function anyNumber(): number {
  return Math.floor(Math.random() * MAX_VARIATION);
}
