// What can be done with the plane besides moving the point: nearer and farther, lock, landmarks to move, no terrain.
import controls from "@/components/controls.module.css";
import { useMessages } from "@/lib/i18n/catalogue";
import { format } from "@/lib/i18n/format";
import { mapMessages } from "../messages";
import { MAX_ZOOM, spanOf, WHOLE, type View } from "../view";
import { GRID } from "../plane";
import styles from "./PlaneWays.module.css";

interface Props {
  view: View;
  locked: boolean;
  arranging: boolean;
  terrain: boolean;
  onZoom: (steps: number) => void;
  onLook: (change: (view: View) => View) => void;
  onLock: () => void;
  onArrange: () => void;
  onTerrain: () => void;
}

export function PlaneWays(props: Props) {
  const { view, locked, arranging, terrain, onZoom, onLook, onLock, onArrange, onTerrain } = props;
  const say = useMessages(mapMessages);
  const toggle = (pressed: boolean, name: string, onPress: () => void) => (
    <button type="button" className={controls.chip} aria-pressed={pressed} onClick={onPress}>
      {name}
    </button>
  );
  return (
    <div className={styles.ways}>
      <div className={styles.zoom} role="group" aria-label={say.zoom}>
        <button
          type="button"
          className={styles.step}
          aria-label={say.farther}
          disabled={view.zoom <= 0}
          onClick={() => {
            onZoom(-1);
          }}
        >
          −
        </button>
        <output
          className={styles.times}
          dir="ltr"
        >{`${format().decimal(GRID / spanOf(view), 1)}\u202f×`}</output>
        <button
          type="button"
          className={styles.step}
          aria-label={say.nearer}
          disabled={view.zoom >= MAX_ZOOM}
          onClick={() => {
            onZoom(1);
          }}
        >
          +
        </button>
        {view.zoom > 0 && (
          <button
            type="button"
            className={controls.plain}
            onClick={() => {
              onLook(() => WHOLE);
            }}
          >
            {say.whole}
          </button>
        )}
      </div>
      <div className={controls.chips}>
        {toggle(locked, say.lock, onLock)}
        {toggle(arranging, say.arrange, onArrange)}
        {toggle(terrain, say.terrain, onTerrain)}
      </div>
    </div>
  );
}
