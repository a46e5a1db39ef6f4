// Pictures that a visitor gave, kept in this page's memory alone: the address holds a name for them, never the picture.
import { MAX_UPLOAD_BYTES } from "@/lib/api/find-similar";
import { Problem } from "@/lib/api/problem";
import { format } from "@/lib/i18n/format";
import { words } from "@/lib/messages";

export interface Upload {
  readonly name: string;
  readonly file: File;
  /** Where the page itself can show it. */
  readonly address: string;
}

const kept = new Map<string, Upload>();

/** Keep a picture under a new name. It stays until the page is left, so that going back finds it again. */
export function keepUpload(file: File, now: number = Date.now()): Upload {
  const upload = { name: now.toString(36), file, address: URL.createObjectURL(file) };
  kept.set(upload.name, upload);
  return upload;
}

export function findUpload(name: string): Upload | null {
  return kept.get(name) ?? null;
}

/** What can be said before a byte is sent; the rest is the service's to say. */
export function refusal(file: File): Problem | null {
  const t = words().upload;
  if (file.size > MAX_UPLOAD_BYTES) {
    const size = format().decimal(file.size / 2 ** 20, 1);
    return new Problem(413, t.tooLarge, t.size(size, MAX_UPLOAD_BYTES / 2 ** 20));
  }
  if (file.size === 0) return new Problem(400, t.invalid, t.empty);
  return null;
}

/** The first file of a drop or a paste, null where there is none. */
export function fileOf(data: DataTransfer | null): File | null {
  return data?.files[0] ?? null;
}
