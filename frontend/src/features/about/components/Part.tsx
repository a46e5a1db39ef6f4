// One part of a long page: its heading beside its words where there is room.
import type { ReactNode } from "react";
import styles from "./AboutView.module.css";

export function Part({ id, heading, children }: { id: string; heading: string; children: ReactNode }) {
  return (
    <section id={id} className={styles.part} aria-labelledby={`${id}-words`}>
      <h2 id={`${id}-words`}>{heading}</h2>
      <div className={styles.body}>{children}</div>
    </section>
  );
}
