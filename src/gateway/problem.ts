import type { Failure, FailureClass } from "../spec/failure.ts";

/** Why a request gets no answer, before a format puts it in its own words. */
export interface Problem {
  readonly kind: ProblemKind;
  /** HTTP status, 400 to 599. */
  readonly status: number;
  /** One sentence for a person, with what to do next where something can be done. */
  readonly message: string;
  /** The field of the request that is wrong, as a path such as `messages[2].content`. */
  readonly param?: string;
  /** The provider's own code, where it gave one. */
  readonly code?: string;
  /** When it is worth trying again, in milliseconds from now. */
  readonly retryAfterMs?: number;
  /** Whether asking once more at once, as the SDKs do by themselves, is of no use. */
  readonly final: boolean;
}

/** Every failure of a route, and what the gateway itself objects to. */
export type ProblemKind =
  | Exclude<FailureClass, "cancelled">
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "method"
  | "too-large"
  | "busy"
  | "bug";

/**
 * The status of each, and whether it is final. A key that a provider refused is no 401: the caller's own token is right,
 * and a tool that is told otherwise asks its user to sign in.
 */
const RULES: Readonly<Record<ProblemKind, { readonly status: number; readonly final: boolean }>> = {
  "caller-fault": { status: 400, final: true },
  "context-too-long": { status: 400, final: true },
  "content-filtered": { status: 400, final: true },
  capability: { status: 400, final: true },
  "credential-invalid": { status: 403, final: true },
  "quota-exhausted": { status: 429, final: true },
  "rate-limited": { status: 429, final: false },
  overloaded: { status: 503, final: false },
  "server-error": { status: 502, final: false },
  timeout: { status: 504, final: false },
  network: { status: 502, final: false },
  truncated: { status: 502, final: false },
  "model-gone": { status: 404, final: true },
  "no-route": { status: 503, final: true },
  unauthorized: { status: 401, final: true },
  forbidden: { status: 403, final: true },
  "not-found": { status: 404, final: true },
  method: { status: 405, final: true },
  "too-large": { status: 413, final: true },
  busy: { status: 429, final: false },
  bug: { status: 500, final: false },
};

/** Characters of a message. One that quotes the request, such as the name of its model, may be of any length. */
const mostCharacters = 2000;

/** A problem of a kind; `facts` win over what is usual of it. */
export function problemOf(kind: ProblemKind, message: string, facts: Partial<Problem> = {}): Problem {
  const shown = message.length > mostCharacters ? `${message.slice(0, mostCharacters)}…` : message;
  return { kind, ...RULES[kind], message: shown, ...facts };
}

/** What a call's failure is to a caller over HTTP. A refused request keeps the provider's own status. */
export function problemFrom({ class: kind, status, message, code, retryAfterMs }: Failure): Problem {
  const isRefusal = kind === "caller-fault" && status !== undefined && status >= 400 && status < 500 && status !== 401;
  return problemOf(kind === "cancelled" ? "bug" : kind, message, {
    ...(isRefusal && { status }),
    ...(code !== undefined && { code }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

/** A request that is wrong: thrown while it is read, and answered with 400. */
export class BadRequest extends Error {
  readonly param: string | undefined;
  constructor(message: string, param?: string) {
    super(message);
    this.param = param;
  }

  get problem(): Problem {
    return problemOf("caller-fault", this.message, this.param === undefined ? {} : { param: this.param });
  }
}
