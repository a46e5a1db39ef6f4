// A range of years, open on either side: asked when both fields are left, or on Enter.
import { useId, useState, type SubmitEvent } from "react";
import { readYears, type Years } from "@/lib/url/years";
import { words } from "@/lib/messages";
import controls from "./controls.module.css";
import styles from "./YearFields.module.css";

interface Props<Whole extends Years> {
  condition: Whole;
  onChange: (condition: Whole) => void;
}

interface Draft {
  readonly from: string;
  readonly to: string;
}

export function YearFields<Whole extends Years>({ condition, onChange }: Props<Whole>) {
  const wrongId = useId();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const said: Draft = { from: String(condition.dateFrom ?? ""), to: String(condition.dateTo ?? "") };
  const { from, to } = draft ?? said;
  const ask = () => {
    if (draft === null) return;
    const years = readYears(from, to);
    if ("wrong" in years) {
      setWrong(years.wrong);
      return;
    }
    setWrong(null);
    setDraft(null);
    if (years.dateFrom !== condition.dateFrom || years.dateTo !== condition.dateTo) {
      onChange({ ...condition, ...years });
    }
  };
  const field = (name: keyof Draft, label: string, placeholder: string) => (
    <label className={styles.year}>
      <span>{label}</span>
      <input
        className={controls.field}
        name={name}
        autoComplete="off"
        size={6}
        value={name === "from" ? from : to}
        placeholder={placeholder}
        aria-invalid={wrong !== null}
        aria-describedby={wrong === null ? undefined : wrongId}
        onChange={(event) => {
          setDraft({ from, to, [name]: event.target.value });
        }}
      />
    </label>
  );
  return (
    <form
      className={styles.years}
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault();
        ask();
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) ask();
      }}
    >
      {field("from", words().years.from, "−480")}
      {field("to", words().years.to, "1900")}
      <button type="submit" className={styles.ask} aria-label={words().years.setYears}>
        {words().years.set}
      </button>
      {wrong !== null && (
        <p id={wrongId} className={styles.wrong} role="alert">
          {wrong}
        </p>
      )}
    </form>
  );
}
