import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { failoversOf } from "../../spec/attempts.ts";
import type { PricedCall } from "../../spec/call.ts";
import { lastAttemptOf, spentOn, unpricedOf } from "../call-figures.ts";
import type { Rollup } from "../rollup/rollup.ts";
import { encodeId, OUTCOME_CODES } from "./codes.ts";
import { FAILURE_COLUMNS, valuesOf } from "./columns.ts";
import type { Numbers } from "./numbers.ts";
import { traitsOf } from "./traits.ts";

type PricedAttempt = PricedCall["attempts"][number];

/** In the order of `callCells`. */
const CALL = `
  writer, origin, route, id, started_at, duration_ms, first_token_ms, outcome, answered, attempts, failovers, failure,
  input, output, spent_usd, unpriced, traits`;

/** In the order of `attemptCells`. */
const ATTEMPT = `
  call, position, route, started_after_ms, duration_ms, first_token_ms, outcome, probe, role, finish,
  input, cache_read, cache_write, cache_write_long, output, reasoning, usage_source, reported_cost_usd,
  cost_usd, cost_source, cache_saved_usd`;

const FAILURE = FAILURE_COLUMNS.map(([name]) => name).join(", ");

/** Puts calls with their attempts into the file. Spells out what goes where: this is done for every call there is. */
export class CallWriter {
  readonly #numbers: Numbers;
  readonly #insertCall: StatementSync;
  readonly #insertAttempt: StatementSync;
  readonly #insertFailed: StatementSync;

  constructor(database: DatabaseSync, numbers: Numbers) {
    this.#numbers = numbers;
    this.#insertCall = database.prepare(`${insertion("calls", CALL)} ON CONFLICT (id) DO NOTHING`);
    this.#insertAttempt = database.prepare(insertion("attempts", ATTEMPT));
    this.#insertFailed = database.prepare(insertion("attempts", `${ATTEMPT}, ${FAILURE}`));
  }

  /**
   * Inserts a call and counts it, if it is not there yet. Says whether it was not.
   *
   * @param writer the window that made it; null for one made elsewhere
   * @param rollup undefined where it was counted before
   */
  insert(call: PricedCall, writer: number | null, rollup: Rollup | undefined): boolean {
    const origin = this.#numbers.ofOrigin(call);
    const routes = call.attempts.map((attempt) => this.#numbers.ofRoute(attempt));
    const { changes, lastInsertRowid } = this.#insertCall.run(
      writer,
      origin,
      routes[lastAttemptOf(call)] ?? this.#nameless(call.routeId),
      ...callCells(call),
    );
    if (Number(changes) === 0) return false;
    for (const [index, attempt] of call.attempts.entries()) {
      const cells = attemptCells(call, attempt);
      const route = routes[index] ?? null;
      if (attempt.failure === undefined) this.#insertAttempt.run(lastInsertRowid, index, route, ...cells);
      else this.#insertFailed.run(lastInsertRowid, index, route, ...cells, ...valuesOf(FAILURE_COLUMNS, attempt));
    }
    rollup?.addCall(call, origin, routes);
    return true;
  }

  /** A route of which no attempt tells. */
  #nameless(routeId: string | undefined): number | null {
    if (routeId === undefined) return null;
    return this.#numbers.ofRoute({ routeId, provider: "", model: "", credential: "" });
  }
}

function callCells(call: PricedCall): SQLInputValue[] {
  let input = 0;
  let output = 0;
  let failure = null;
  for (const attempt of call.attempts) {
    input += attempt.usage?.input ?? 0;
    output += attempt.usage?.output ?? 0;
    failure = attempt.failure?.class ?? failure;
  }
  return [
    encodeId(call.id),
    call.startedAt,
    call.durationMs,
    call.firstTokenMs ?? null,
    OUTCOME_CODES[call.outcome],
    call.routeId === undefined ? 0 : 1,
    call.attempts.length,
    failoversOf(call),
    failure,
    input,
    output,
    spentOn(call),
    unpricedOf(call),
    traitsOf(call),
  ];
}

function attemptCells({ startedAt }: PricedCall, attempt: PricedAttempt): SQLInputValue[] {
  const { usage, cost } = attempt;
  return [
    attempt.startedAt - startedAt,
    attempt.durationMs,
    attempt.firstTokenMs ?? null,
    OUTCOME_CODES[attempt.outcome],
    attempt.probe ? 1 : 0,
    attempt.role ?? null,
    attempt.finish ?? null,
    usage?.input ?? null,
    usage?.cacheRead ?? null,
    usage?.cacheWrite ?? null,
    usage?.cacheWriteLong ?? null,
    usage?.output ?? null,
    usage?.reasoning ?? null,
    usage?.source ?? null,
    usage?.reportedCost ?? null,
    cost.kind === "known" ? cost.usd : null,
    cost.kind === "known" ? cost.source : null,
    cost.kind === "known" ? (cost.cacheSavedUsd ?? null) : null,
  ];
}

function insertion(table: string, columns: string): string {
  return `INSERT INTO ${table} (${columns}) VALUES (${columns.replaceAll(/\w+/g, "?")})`;
}
