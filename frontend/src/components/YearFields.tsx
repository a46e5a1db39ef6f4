// A range of years, open on either side: asked when a field is left or Enter is pressed.
import { useState, type SubmitEvent } from "react";
import { readYear, type Condition } from "@/lib/url/condition";
import controls from "./controls.module.css";
import styles from "./YearFields.module.css";

interface Props {
  condition: Condition;
  onChange: (condition: Condition) => void;
}

export function YearFields({ condition, onChange }: Props) {
  const [wrong, setWrong] = useState<string | null>(null);
  const ask = (form: HTMLFormElement) => {
    const from = written(form, "from");
    const to = written(form, "to");
    const dateFrom = readYear(from);
    const dateTo = readYear(to);
    if ((from !== "" && dateFrom === null) || (to !== "" && dateTo === null)) {
      setWrong("A year is a whole number up to 9999; −480 means 480 BCE.");
    } else if (dateFrom !== null && dateTo !== null && dateFrom > dateTo) {
      setWrong("The first year is after the last one.");
    } else {
      setWrong(null);
      if (dateFrom !== condition.dateFrom || dateTo !== condition.dateTo) {
        onChange({ ...condition, dateFrom, dateTo });
      }
    }
  };
  return (
    <form
      // written anew where the address says other years
      key={`${condition.dateFrom ?? ""}…${condition.dateTo ?? ""}`}
      className={styles.years}
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault();
        ask(event.currentTarget);
      }}
      onBlur={(event) => {
        ask(event.currentTarget);
      }}
    >
      <label className={styles.year}>
        From
        <input
          className={controls.field}
          name="from"
          inputMode="text"
          autoComplete="off"
          size={6}
          defaultValue={condition.dateFrom ?? ""}
          placeholder="−480"
        />
      </label>
      <label className={styles.year}>
        <span>to</span>
        <input
          className={controls.field}
          name="to"
          inputMode="text"
          autoComplete="off"
          size={6}
          defaultValue={condition.dateTo ?? ""}
          placeholder="1900"
        />
      </label>
      <button type="submit" className={styles.ask} aria-label="Set years">
        Set
      </button>
      {wrong !== null && (
        <p className={styles.wrong} role="alert">
          {wrong}
        </p>
      )}
    </form>
  );
}

/** A typographic minus is as good as a hyphen. */
function written(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === "string" ? value.trim().replace("−", "-") : "";
}
