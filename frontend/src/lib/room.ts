// White wall or dark room: the device's wish, or the visitor's, which is remembered and written on <html>.
export type Room = "light" | "dark";

const KEY = "gen-studio.room";
const listeners = new Set<() => void>();
const devices = () => window.matchMedia("(prefers-color-scheme: dark)");

function devicesRoom(): Room {
  return devices().matches ? "dark" : "light";
}

export function currentRoom(): Room {
  const chosen = document.documentElement.dataset.room;
  return chosen === "light" || chosen === "dark" ? chosen : devicesRoom();
}

/** A choice that is the device's own wish is none, and follows the device from then on. */
export function chooseRoom(room: Room): void {
  const html = document.documentElement;
  try {
    if (room === devicesRoom()) {
      delete html.dataset.room;
      localStorage.removeItem(KEY);
    } else {
      html.dataset.room = room;
      localStorage.setItem(KEY, room);
    }
  } catch {
    // a forbidden store only means that the choice ends with the page
  }
  for (const listener of listeners) listener();
}

export function onRoomChange(listener: () => void): () => void {
  const query = devices();
  listeners.add(listener);
  query.addEventListener("change", listener);
  return () => {
    listeners.delete(listener);
    query.removeEventListener("change", listener);
  };
}
