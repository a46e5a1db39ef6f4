// A condition where the filters are not always in sight: its chips, and the filters behind a button.
import { useId, useState } from "react";
import controls from "@/components/controls.module.css";
import { useMessages } from "@/lib/i18n/catalogue";
import { countOf } from "@/lib/url/groups";
import { ConditionChips } from "./ConditionChips";
import styles from "./ConditionPanel.module.css";
import { Facets } from "./Facets";
import { conditionMessages } from "./messages";
import type { ConditionState } from "./use-condition";

export function ConditionPanel({ state }: { state: ConditionState }) {
  const t = useMessages(conditionMessages);
  const id = useId();
  const [open, setOpen] = useState(false);
  const asked = countOf(state.condition);
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <button
          type="button"
          className={controls.button}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {open ? t.hideFilters : asked === 0 ? t.narrow : t.narrowed(asked)}
        </button>
        <ConditionChips state={state} />
      </div>
      <div id={id} className={styles.facets} hidden={!open}>
        {open && <Facets state={state} />}
      </div>
    </div>
  );
}
