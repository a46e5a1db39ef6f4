// Values that were asked for and no work has, with those that are written much like them.
import controls from "@/components/controls.module.css";
import type { ArtworkPage } from "@/lib/api/types";
import { useMessages } from "@/lib/i18n/catalogue";
import { FACTS, toggleValue, type Condition } from "@/lib/url/groups";
import { conditionMessages } from "./messages";
import styles from "./UnknownValues.module.css";

interface Props {
  unknown: ArtworkPage["unknown"];
  condition: Condition;
  onChange: (condition: Condition) => void;
}

export function UnknownValues({ unknown, condition, onChange }: Props) {
  const t = useMessages(conditionMessages);
  return unknown.map(({ fact, value, nearest }) => {
    const facet = FACTS.find((one) => one === fact);
    const asked = facet !== undefined && condition.facets[facet]?.includes(value) === true;
    return (
      <p key={`${fact} ${value}`} className={styles.unknown}>
        {t.unknown(value)}
        {asked && nearest.length > 0 && (
          <>
            {" "}
            {t.meant}{" "}
            {nearest.map((other) => (
              <button
                key={other}
                type="button"
                className={controls.chip}
                onClick={() => {
                  const without = toggleValue(condition, facet, value);
                  onChange(
                    condition.facets[facet]?.includes(other) === true
                      ? without
                      : toggleValue(without, facet, other),
                  );
                }}
              >
                {other}
              </button>
            ))}
          </>
        )}
      </p>
    );
  });
}
