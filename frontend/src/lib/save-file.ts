// Hands the visitor a file to keep.

/** So long a browser may take to begin reading it. */
const READ_MS = 10_000;

export function saveFile(name: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, READ_MS);
}
