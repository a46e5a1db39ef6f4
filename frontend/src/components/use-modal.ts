// A dialog over the page for as long as it is drawn. Its own `close()` gives the focus back to what opened it, and
// `onClose` tells of it: taken from the page before that, it would leave the focus nowhere.
import { useEffect, useRef, type RefObject } from "react";

export function useModal(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
    };
  }, []);
  return dialog;
}
