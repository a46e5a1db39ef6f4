// Offers to draw what moves in this browser, where it can: fetched and tried when a visitor asks for it.
import { useMessages } from "@/lib/i18n/catalogue";
import { format } from "@/lib/i18n/format";
import { pictureMessages } from "@/lib/messages/picture";
import { canDraw } from "./drawer";
import styles from "./LocalDrawingSwitch.module.css";
import { localDrawing, useLocalDrawing } from "./use-local-draw";

export function LocalDrawingSwitch() {
  const say = useMessages(pictureMessages).drawHere;
  const { number } = format();
  const state = useLocalDrawing();
  const { kind } = state;
  if (!canDraw()) return null;
  return (
    <div className={styles.all}>
      <label className={styles.label}>
        <input
          type="checkbox"
          role="switch"
          className={styles.box}
          checked={kind === "on" || kind === "trying"}
          aria-describedby="draw-here"
          onChange={({ target }) => {
            if (target.checked) void localDrawing.start();
            else localDrawing.stop();
          }}
        />
        {say.label}
      </label>
      <p id="draw-here" role="status" className={styles.help} data-testid="draws-here" data-state={kind}>
        {state.kind === "trying" && state.bytes !== null
          ? say.fetching(number(Math.ceil(state.bytes / 1e6)))
          : say[kind]}
      </p>
    </div>
  );
}
