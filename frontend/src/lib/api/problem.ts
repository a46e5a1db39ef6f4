// What a service answers when it can't do what was asked (RFC 9457): a failed Response in, one typed error out.
import { words } from "@/lib/messages";

export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    /** Seconds after which to ask again, where the service says so. */
    readonly retryAfter: number | null = null,
    readonly requestId: string | null = null,
  ) {
    super(detail);
  }
}

/** Status 0 stands for an answer that never came. */
const UNREACHED = 0;

export async function readProblem(answer: Response): Promise<Problem> {
  const said: unknown = await answer.json().catch(() => null);
  const body: Record<string, unknown> = isRecord(said) ? said : {};
  return new Problem(
    answer.status,
    text(body.title) ?? words().somethingWrong,
    text(body.detail) ?? words().noReason(answer.status),
    seconds(answer.headers.get("Retry-After")),
    text(body.request_id) ?? answer.headers.get("X-Request-Id"),
  );
}

/** Any failure as a Problem; one that is not ours (no network, a bug) gets words that help. */
export function asProblem(failure: unknown): Problem {
  if (failure instanceof Problem) return failure;
  if (failure instanceof TypeError) {
    return new Problem(UNREACHED, words().unreachedTitle, words().unreachedDetail);
  }
  const detail = failure instanceof Error ? failure.message : String(failure);
  return new Problem(UNREACHED, words().somethingWrong, detail);
}

/** Whether asking again may help: the service was busy, away or out of reach, and the question itself was sound. */
export function passes(failure: unknown): boolean {
  const { status } = asProblem(failure);
  return status === UNREACHED || status === 429 || status >= 500;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

function seconds(header: string | null): number | null {
  return header !== null && /^\d{1,5}$/.test(header.trim()) ? Number(header) : null;
}
