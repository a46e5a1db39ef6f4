// A number to set: a slider for the hand and the keys, and a field for the exact value.
import { useId, useState, type ReactNode } from "react";
import styles from "./Amount.module.css";

interface Props {
  label: string;
  /** What the number field is called, for those who can't see it beside its slider. */
  exactLabel: string;
  /** Whole numbers; what is shown is the value by `scale`. */
  value: number;
  min: number;
  max: number;
  /** What counts as 1 in the number field. */
  scale?: number;
  hidden?: boolean;
  disabled?: boolean;
  /** Goes this way in every language, as what it stands for does; else with the words. */
  dir?: "ltr";
  /** Stands beside the label. */
  aside?: ReactNode;
  onChange: (value: number) => void;
}

export function Amount(props: Props) {
  const {
    label,
    exactLabel,
    value,
    min,
    max,
    scale = 1,
    hidden = false,
    disabled = false,
    dir,
    aside,
    onChange,
  } = props;
  const id = useId();
  // what is being typed, as long as it is typed: "-" and "" are no numbers yet
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <div className={styles.amount} data-hidden={hidden}>
      <div className={styles.head}>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        {aside}
      </div>
      <input
        id={id}
        className={styles.slider}
        dir={dir}
        type="range"
        min={min}
        max={max}
        value={value}
        disabled={disabled}
        aria-valuetext={String(value / scale)}
        onChange={(event) => {
          onChange(event.target.valueAsNumber);
        }}
      />
      <input
        className={styles.number}
        type="number"
        inputMode="decimal"
        aria-label={exactLabel}
        min={min / scale}
        max={max / scale}
        step={1 / scale}
        value={typed ?? value / scale}
        disabled={disabled}
        onChange={(event) => {
          setTyped(event.target.value);
          const wished = Math.round(event.target.valueAsNumber * scale);
          if (Number.isFinite(wished)) onChange(Math.min(max, Math.max(min, wished)));
        }}
        onBlur={() => {
          setTyped(null);
        }}
      />
    </div>
  );
}
