// The point as two sliders of their own: the plane's twin for those who can't drag in two directions at once.
import { GRID, type Point } from "../plane";
import styles from "./PositionFields.module.css";

interface Props {
  point: Point;
  onMove: (point: Point) => void;
}

export function PositionFields({ point, onMove }: Props) {
  return (
    <details className={styles.fields}>
      <summary>Move by sliders</summary>
      <label className={styles.field}>
        Across
        <input
          type="range"
          min={0}
          max={GRID}
          value={point.x}
          onChange={(event) => {
            onMove({ x: event.target.valueAsNumber, y: point.y });
          }}
        />
        <output>{point.x}</output>
      </label>
      <label className={styles.field}>
        Down
        <input
          type="range"
          min={0}
          max={GRID}
          value={point.y}
          onChange={(event) => {
            onMove({ x: point.x, y: event.target.valueAsNumber });
          }}
        />
        <output>{point.y}</output>
      </label>
    </details>
  );
}
