// From the white wall to the dark room, and back.
import { useSyncExternalStore } from "react";
import { useMessages } from "@/lib/i18n/catalogue";
import { chooseRoom, currentRoom, onRoomChange } from "@/lib/room";
import { appMessages } from "./messages";
import styles from "./Header.module.css";

export function RoomSwitch() {
  const t = useMessages(appMessages);
  const room = useSyncExternalStore(onRoomChange, currentRoom);
  const other = room === "dark" ? "light" : "dark";
  const name = other === "dark" ? t.darkRoom : t.whiteWall;
  return (
    <button
      type="button"
      className={styles.roomSwitch}
      title={name}
      aria-label={name}
      onClick={() => {
        chooseRoom(other);
      }}
    >
      <span className={styles.halves} aria-hidden="true" />
    </button>
  );
}
