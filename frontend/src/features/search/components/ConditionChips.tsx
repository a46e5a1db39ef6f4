// All that the results are narrowed by, each a click away from being taken back.
import controls from "@/components/controls.module.css";
import { ANY, countOf, FACETS, toggleValue, values, type Condition } from "@/lib/url/condition";
import styles from "./ConditionChips.module.css";

interface Props {
  condition: Condition;
  onChange: (condition: Condition) => void;
}

export function ConditionChips({ condition, onChange }: Props) {
  if (countOf(condition) === 0) return null;
  const { dateFrom, dateTo } = condition;
  const years = dateFrom !== null || dateTo !== null ? `${dateFrom ?? ""} – ${dateTo ?? ""}`.trim() : null;
  return (
    <div className={controls.chips} role="group" aria-label="Conditions">
      {FACETS.flatMap((facet) =>
        values(condition, facet).map((value) => (
          <button
            key={`${facet} ${value}`}
            type="button"
            className={controls.chip}
            aria-label={`Take away ${value}`}
            onClick={() => {
              onChange(toggleValue(condition, facet, value));
            }}
          >
            {value} <Cross />
          </button>
        )),
      )}
      {years !== null && (
        <button
          type="button"
          className={controls.chip}
          aria-label="Take away the years"
          onClick={() => {
            onChange({ ...condition, dateFrom: null, dateTo: null });
          }}
        >
          {years} <Cross />
        </button>
      )}
      <button
        type="button"
        className={controls.plain}
        onClick={() => {
          onChange(ANY);
        }}
      >
        Clear all
      </button>
    </div>
  );
}

function Cross() {
  return (
    <span className={styles.cross} aria-hidden="true">
      ×
    </span>
  );
}
