// One facet: its values with their counts, each to be asked for or left out, and the rarer ones by a word.
import { useState } from "react";
import controls from "@/components/controls.module.css";
import { VisuallyHidden } from "@/components/VisuallyHidden";
import type { ArtworkPage, Facet } from "@/lib/api/types";
import { useMessages } from "@/lib/i18n/catalogue";
import { format } from "@/lib/i18n/format";
import type { Condition } from "@/lib/url/groups";
import styles from "./Facets.module.css";
import { conditionMessages } from "./messages";
import { useFacetValues } from "./use-facet-values";

const SHORT = 6;
/** From so many values on, a field to find one among them helps. */
const MANY = 12;

interface Props {
  facet: Facet;
  name: string;
  counts: ArtworkPage["facets"][Facet];
  chosen: readonly string[];
  out: readonly string[];
  words: string;
  under: Condition;
  onToggle: (value: string) => void;
  onLeaveOut: (value: string) => void;
}

export function FacetList({ facet, name, counts, chosen, out, words, under, onToggle, onLeaveOut }: Props) {
  const t = useMessages(conditionMessages);
  const [all, setAll] = useState(false);
  const [wanted, setWanted] = useState("");
  const found = useFacetValues({ facet, wanted, words, under, first: counts });
  const asked = [...chosen, ...out];
  const listed =
    wanted !== ""
      ? found
      : counts.filter(({ value }, place) => all || place < SHORT || asked.includes(value));
  const absent = wanted !== "" ? [] : asked.filter((value) => !counts.some((count) => count.value === value));
  if (counts.length + absent.length === 0) return null;
  return (
    <fieldset className={styles.facet}>
      <legend>{name}</legend>
      {counts.length > MANY && (
        <label className={styles.find}>
          <VisuallyHidden>{t.findIn(name)}</VisuallyHidden>
          <input
            type="search"
            className={controls.field}
            value={wanted}
            placeholder={t.findIn(name)}
            autoComplete="off"
            maxLength={200}
            onChange={(event) => {
              setWanted(event.target.value);
            }}
          />
        </label>
      )}
      <ul>
        {[...listed, ...absent.map((value) => ({ value, count: null }))].map(({ value, count }) => (
          <li key={value} className={styles.row} data-out={out.includes(value)}>
            <label className={styles.value}>
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={() => {
                  onToggle(value);
                }}
              />
              <bdi>{value}</bdi>
              {count !== null && <span className={controls.count}>{format().number(count)}</span>}
            </label>
            <button
              type="button"
              className={styles.not}
              aria-pressed={out.includes(value)}
              aria-label={t.leaveOut(value)}
              title={t.leaveOut(value)}
              onClick={() => {
                onLeaveOut(value);
              }}
            >
              <span aria-hidden="true">−</span>
            </button>
          </li>
        ))}
      </ul>
      {wanted !== "" && listed.length === 0 && <p className={styles.none}>{t.noneLike(wanted)}</p>}
      {wanted === "" && counts.length > SHORT && (
        <button
          type="button"
          className={controls.plain}
          aria-expanded={all}
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? t.showFewer : t.showMore(counts.length - SHORT)}
        </button>
      )}
    </fieldset>
  );
}
