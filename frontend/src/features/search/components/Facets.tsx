// The facets with their counts: OR within one, AND between them.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import controls from "@/components/controls.module.css";
import { YearFields } from "@/components/YearFields";
import { artworksQuery } from "@/lib/api/list-artworks";
import type { ArtworkPage, Facet } from "@/lib/api/types";
import { FACETS, toggleValue, values, type Condition } from "@/lib/url/condition";
import { FACET_NAMES } from "./facet-names";
import styles from "./Facets.module.css";

const SHORT = 6;

interface Props {
  words: string;
  condition: Condition;
  onChange: (condition: Condition) => void;
}

export function Facets({ words, condition, onChange }: Props) {
  const counted = useQuery({
    ...artworksQuery({ words, condition, shuffle: null }, 1),
    placeholderData: keepPreviousData,
  });
  return (
    <div className={styles.facets} aria-busy={counted.isFetching}>
      <fieldset className={styles.facet}>
        <legend>Years</legend>
        <YearFields condition={condition} onChange={onChange} />
      </fieldset>
      {FACETS.map((facet) => (
        <FacetList
          key={facet}
          name={FACET_NAMES[facet]}
          counts={counted.data?.facets[facet] ?? []}
          chosen={values(condition, facet)}
          onToggle={(value) => {
            onChange(toggleValue(condition, facet, value));
          }}
        />
      ))}
    </div>
  );
}

interface ListProps {
  name: string;
  counts: ArtworkPage["facets"][Facet];
  chosen: readonly string[];
  onToggle: (value: string) => void;
}

function FacetList({ name, counts, chosen, onToggle }: ListProps) {
  const [all, setAll] = useState(false);
  const shown = counts.filter(({ value }, place) => all || place < SHORT || chosen.includes(value));
  const absent = chosen.filter((value) => !counts.some((count) => count.value === value));
  if (shown.length + absent.length === 0) return null;
  return (
    <fieldset className={styles.facet}>
      <legend>{name}</legend>
      <ul>
        {[...shown, ...absent.map((value) => ({ value, count: 0 }))].map(({ value, count }) => (
          <li key={value}>
            <label className={styles.value}>
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={() => {
                  onToggle(value);
                }}
              />
              <span>{value}</span>
              <span className={controls.count}>{count}</span>
            </label>
          </li>
        ))}
      </ul>
      {counts.length > SHORT && (
        <button
          type="button"
          className={controls.plain}
          aria-expanded={all}
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? "Show fewer" : `Show ${counts.length - SHORT} more`}
        </button>
      )}
    </fieldset>
  );
}
