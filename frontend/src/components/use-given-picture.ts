// Pictures dropped or pasted anywhere on the view.
import { useEffect, useEffectEvent, useState } from "react";
import { fileOf } from "@/lib/uploads";

/** Calls `onFile` with each; true while a file hovers over the view. */
export function useGivenPicture(onFile: (file: File) => void): boolean {
  const [hovering, setHovering] = useState(false);
  const give = useEffectEvent(onFile);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files") !== true) return;
      event.preventDefault();
      setHovering(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setHovering(false);
    };
    const drop = (event: DragEvent) => {
      setHovering(false);
      const file = fileOf(event.dataTransfer);
      if (file === null) return;
      event.preventDefault();
      give(file);
    };
    const paste = (event: ClipboardEvent) => {
      const file = fileOf(event.clipboardData);
      if (file === null) return;
      event.preventDefault();
      give(file);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    window.addEventListener("paste", paste);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
      window.removeEventListener("paste", paste);
    };
  }, []);
  return hovering;
}
