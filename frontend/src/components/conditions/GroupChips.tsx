// One group of a condition: its facts as chips, and the way to change it where there are several groups.
import controls from "@/components/controls.module.css";
import { useMessages } from "@/lib/i18n/catalogue";
import {
  FACTS,
  groupAt,
  leftOut,
  toggleLeftOut,
  toggleValue,
  values,
  type Condition,
  type Group,
  type Place,
} from "@/lib/url/groups";
import styles from "./ConditionChips.module.css";
import { conditionMessages } from "./messages";

interface Props {
  condition: Condition;
  place: Place;
  /** Whether the filters change this group. */
  active: boolean;
  /** Whether there are others beside it, from which it must be told apart. */
  boxed: boolean;
  onChange: (group: Group) => void;
  onActivate: () => void;
}

export function GroupChips({ condition, place, active, boxed, onChange, onActivate }: Props) {
  const t = useMessages(conditionMessages);
  const group = groupAt(condition, place);
  const name = place.kind === "or" ? t.group(place.number + 1) : t.exception(place.number + 1);
  return (
    <div
      className={boxed ? styles.box : styles.group}
      data-active={active}
      {...(boxed ? { role: "group", "aria-label": name } : {})}
    >
      {FACTS.map((facet) => [
        ...values(group, facet).map((value, number) => (
          <span key={`+${facet} ${value}`} className={styles.fact}>
            {number > 0 && <span className={styles.small}>{t.or}</span>}
            <Chip
              words={value}
              label={t.takeAway(value)}
              onClick={() => {
                onChange(toggleValue(group, facet, value));
              }}
            />
          </span>
        )),
        ...leftOut(group, facet).map((value) => (
          <Chip
            key={`-${facet} ${value}`}
            words={t.not(value)}
            label={t.takeAway(t.not(value))}
            out
            onClick={() => {
              onChange(toggleLeftOut(group, facet, value));
            }}
          />
        )),
      ])}
      <YearsChip group={group} onChange={onChange} />
      {boxed &&
        (active ? (
          <span className={styles.small}>{t.changing}</span>
        ) : (
          <button
            type="button"
            className={controls.plain}
            aria-label={`${t.change}: ${name}`}
            onClick={onActivate}
          >
            {t.change}
          </button>
        ))}
    </div>
  );
}

function YearsChip({ group, onChange }: { group: Group; onChange: (group: Group) => void }) {
  const t = useMessages(conditionMessages);
  const { dateFrom: from, dateTo: to } = group;
  const [first, last] = [String(from ?? ""), String(to ?? "")].map((year) => year.replace("-", "\u2212"));
  if (first === undefined || last === undefined || first + last === "") return null;
  const span = first === "" ? t.until(last) : last === "" ? t.since(first) : `${first} – ${last}`;
  return (
    <Chip
      words={span}
      label={t.takeAwayYears}
      onClick={() => {
        onChange({ ...group, dateFrom: null, dateTo: null });
      }}
    />
  );
}

interface ChipProps {
  words: string;
  label: string;
  out?: boolean;
  onClick: () => void;
}

function Chip({ words, label, out = false, onClick }: ChipProps) {
  return (
    <button type="button" className={controls.chip} data-out={out} aria-label={label} onClick={onClick}>
      <bdi>{words}</bdi> <Cross />
    </button>
  );
}

export function Cross() {
  return (
    <span className={styles.cross} aria-hidden="true">
      ×
    </span>
  );
}
