// POST /api/gan/v1/verify: what marks of a generated picture a file carries. The service looks at it and forgets it.
import { queryOptions, skipToken } from "@tanstack/react-query";
import type { components } from "@/lib/api/gan.gen";
import { requestJson } from "@/lib/api/request";
import { refusal, type Upload } from "@/lib/uploads";

type Answer = components["schemas"]["Verification"];

/** The signed statement is whatever its signer wrote. */
export type Verification = Omit<Answer, "signature"> & {
  readonly signature: Omit<Answer["signature"], "statement"> & {
    readonly statement: Readonly<Record<string, unknown>> | null;
  };
};

export function verifyQuery(upload: Upload | null) {
  return queryOptions({
    queryKey: ["verify", upload?.name ?? null],
    queryFn:
      upload === null
        ? skipToken
        : ({ signal }): Promise<Verification> => {
            const refused = refusal(upload.file);
            if (refused !== null) throw refused;
            const body = new FormData();
            body.append("image", upload.file, upload.file.name);
            return requestJson<Verification>("/api/gan/v1/verify", { method: "POST", body, signal });
          },
    staleTime: Infinity,
  });
}
