import type { SQLOutputValue } from "node:sqlite";
import type { Outcome } from "../../spec/call.ts";
import type { EditorOutcome } from "../../spec/outcome.ts";
import { DamagedRow } from "./sqlite-trouble.ts";

/** Outcomes by their codes in the file. */
export const OUTCOMES: readonly Outcome[] = ["succeeded", "failed", "cancelled"];

/** What becomes of ghost text, likewise. */
export const OUTCOME_KINDS: readonly EditorOutcome["kind"][] = ["shown", "accepted"];

/** Gives an outcome's code. */
export const OUTCOME_CODES: Readonly<Record<Outcome, number>> = { succeeded: 0, failed: 1, cancelled: 2 };

const UUID_LENGTH = 36;
const HYPHEN = 0x2d;
const ZERO = 0x30;
const SMALL_A = 0x61;

/** A call's id as it is kept: a UUID as its 16 bytes, anything else as it is. */
export function encodeId(id: string): string | Uint8Array {
  if (id.length !== UUID_LENGTH) return id;
  const bytes = new Uint8Array(16);
  let digits = 0;
  for (let at = 0; at < UUID_LENGTH; at++) {
    const code = id.charCodeAt(at);
    if (at === 8 || at === 13 || at === 18 || at === 23) {
      if (code !== HYPHEN) return id;
      continue;
    }
    const digit = code >= SMALL_A && code < SMALL_A + 6 ? code - SMALL_A + 10 : code - ZERO;
    if (digit < 0 || digit > 15 || (digit > 9 && code < SMALL_A)) return id;
    bytes[digits >> 1] = ((bytes[digits >> 1] ?? 0) << 4) | digit;
    digits++;
  }
  return bytes;
}

export function decodeId(kept: SQLOutputValue | undefined): string {
  if (typeof kept === "string") return kept;
  if (!(kept instanceof Uint8Array) || kept.length !== 16) throw new DamagedRow("id");
  const hex = Buffer.from(kept).toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** What a code stands for. */
export function decoded<T>(words: readonly T[], code: SQLOutputValue | undefined): T {
  const word = typeof code === "number" ? words[code] : undefined;
  if (word === undefined) throw new DamagedRow("code");
  return word;
}
