import type { InlineStatus } from "./types.ts";

/**
 * Reports what ghost text is doing, each thing once. A failure stands until a call succeeds: thinking and cancelled calls,
 * which come with every keystroke, do not take it away. Being off in a file shows over it.
 */
export class StatusBoard {
  readonly #report: (status: InlineStatus) => void;
  #failure: InlineStatus | undefined;
  #shown: InlineStatus = { kind: "idle" };

  constructor(report: (status: InlineStatus) => void) {
    this.#report = report;
  }

  /** Something that says nothing about whether the models work. */
  set(status: InlineStatus): void {
    this.#show(status.kind === "off" ? status : (this.#failure ?? status));
  }

  failed(message: string): void {
    this.#failure = { kind: "failed", message };
    this.#show(this.#failure);
  }

  /** A call came back well, with `status` for what it brought. */
  succeeded(status: InlineStatus): void {
    this.#failure = undefined;
    this.#show(status);
  }

  #show(status: InlineStatus): void {
    if (sameStatus(status, this.#shown)) return;
    this.#shown = status;
    this.#report(status);
  }
}

function sameStatus(one: InlineStatus, other: InlineStatus): boolean {
  return one.kind === other.kind && textOf(one) === textOf(other);
}

function textOf(status: InlineStatus): string {
  if ("reason" in status) return status.reason;
  return "message" in status ? status.message : "";
}
