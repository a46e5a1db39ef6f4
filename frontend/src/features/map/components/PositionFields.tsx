// The point as two sliders of their own: the plane's twin for those who can't drag in two directions at once.
import { Amount } from "@/components/Amount";
import { useMessages } from "@/lib/i18n/catalogue";
import { mapMessages } from "../messages";
import { GRID, type Point } from "../plane";
import styles from "./PositionFields.module.css";

interface Props {
  point: Point;
  locked: boolean;
  onMove: (point: Point) => void;
}

export function PositionFields({ point, locked, onMove }: Props) {
  const say = useMessages(mapMessages);
  return (
    <details className={styles.fields}>
      <summary>{say.bySliders}</summary>
      <Amount
        label={say.across}
        exactLabel={say.exactly(say.across)}
        dir="ltr"
        value={point.x}
        min={0}
        max={GRID}
        disabled={locked}
        onChange={(x) => {
          onMove({ x, y: point.y });
        }}
      />
      <Amount
        label={say.down}
        exactLabel={say.exactly(say.down)}
        value={point.y}
        min={0}
        max={GRID}
        disabled={locked}
        onChange={(y) => {
          onMove({ x: point.x, y });
        }}
      />
    </details>
  );
}
