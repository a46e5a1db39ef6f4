// A wall of works, or of the places where they will hang while they are awaited.
import type { ReactNode } from "react";
import { words } from "@/lib/messages";
import styles from "./CardGrid.module.css";

export function CardGrid({ children, label }: { children: ReactNode; label: string }) {
  return (
    <ul className={styles.grid} aria-label={label}>
      {children}
    </ul>
  );
}

export function CardPlaces({ count, what }: { count: number; what: string }) {
  return (
    <div role="status" aria-label={words().waitingFor(what)}>
      <ul className={styles.grid} aria-hidden="true">
        {Array.from({ length: count }, (_, place) => (
          <li key={place} className={styles.place} />
        ))}
      </ul>
    </div>
  );
}
