// All that the results are narrowed by, group by group, each fact a click away from being taken back.
import { Fragment } from "react";
import controls from "@/components/controls.module.css";
import { useMessages } from "@/lib/i18n/catalogue";
import {
  alternatives,
  ANY,
  countOf,
  countOfGroup,
  FIRST,
  withGroup,
  type Condition,
  type Place,
} from "@/lib/url/groups";
import styles from "./ConditionChips.module.css";
import { GroupChips, Cross } from "./GroupChips";
import { conditionMessages } from "./messages";
import type { ConditionState } from "./use-condition";

export function ConditionChips({ state }: { state: ConditionState }) {
  const t = useMessages(conditionMessages);
  const { condition, setCondition, place, setPlace } = state;
  const groups = alternatives(condition);
  const first = groups[0] === undefined ? 0 : countOfGroup(groups[0]);
  const begun = place.number >= (place.kind === "or" ? groups.length : condition.except.length);
  if (countOf(condition) === 0 && !begun) return null;
  const several = groups.length + condition.except.length > 1 || begun;
  const chips = (kind: Place["kind"], number: number) => (
    <GroupChips
      condition={condition}
      place={{ kind, number }}
      active={several && place.kind === kind && place.number === number}
      boxed={several}
      onChange={(group) => {
        setCondition(withGroup(condition, { kind, number }, group));
        if (countOfGroup(group) === 0) setPlace(FIRST);
      }}
      onActivate={() => {
        setPlace({ kind, number });
      }}
    />
  );
  return (
    <div className={styles.all} role="group" aria-label={t.conditions}>
      {(first > 0 || groups.length > 1) &&
        groups.map((_, number) => (
          <Fragment key={number}>
            {number > 0 && <span className={styles.word}>{t.or}</span>}
            {chips("or", number)}
          </Fragment>
        ))}
      {begun && place.kind === "or" && (
        <>
          <span className={styles.word}>{t.or}</span>
          <p className={styles.begun}>{t.beginAlternative}</p>
        </>
      )}
      {condition.except.map((_, number) => (
        <Fragment key={number}>
          <span className={styles.word}>{t.butNot}</span>
          {chips("except", number)}
        </Fragment>
      ))}
      {begun && place.kind === "except" && (
        <>
          <span className={styles.word}>{t.butNot}</span>
          <p className={styles.begun}>{t.beginException}</p>
        </>
      )}
      {condition.rest !== "" && <Rest condition={condition} onChange={setCondition} />}
      <div className={styles.ways}>
        {first > 0 && (
          <button
            type="button"
            className={controls.plain}
            onClick={() => {
              setPlace({ kind: "or", number: groups.length });
            }}
          >
            {t.addAlternative}
          </button>
        )}
        <button
          type="button"
          className={controls.plain}
          onClick={() => {
            setPlace({ kind: "except", number: condition.except.length });
          }}
        >
          {t.addException}
        </button>
        <button
          type="button"
          className={controls.plain}
          onClick={() => {
            setPlace(FIRST);
            setCondition(ANY);
          }}
        >
          {t.clearAll}
        </button>
      </div>
    </div>
  );
}

/** What was written by hand and clicking can't say. */
function Rest({ condition, onChange }: { condition: Condition; onChange: (condition: Condition) => void }) {
  const t = useMessages(conditionMessages);
  return (
    <>
      {countOf(condition) > 1 && <span className={styles.word}>{t.and}</span>}
      <button
        type="button"
        className={controls.chip}
        aria-label={t.takeAway(condition.rest)}
        onClick={() => {
          onChange({ ...condition, rest: "" });
        }}
      >
        <code>{condition.rest}</code> <Cross />
      </button>
    </>
  );
}
