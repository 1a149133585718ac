import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { PricedCall } from "../../../src/spec/call.ts";

/** What a window of the second version did with a call. */
export class SecondVersion {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  insert(call: PricedCall): void {
    const known = call.attempts.flatMap(({ cost }) => (cost.kind === "known" ? cost.usd : []));
    const { lastInsertRowid } = this.#into("calls", {
      writer: "some window",
      id: call.id,
      task: call.task,
      client: call.client,
      experiment: call.experiment,
      started_at: call.startedAt,
      duration_ms: call.durationMs,
      first_token_ms: call.firstTokenMs,
      outcome: call.outcome,
      route_id: call.routeId,
      failovers: call.attempts.slice(0, -1).filter((one) => one.outcome === "failed" && one.role !== "drill").length,
      spent_usd: known.reduce((sum, usd) => sum + usd, 0),
    });
    for (const [position, attempt] of call.attempts.entries()) {
      this.#attempt(attempt, { call: lastInsertRowid, position });
    }
  }

  #attempt({ usage, cost, failure, ...attempt }: PricedCall["attempts"][number], of: Cells): void {
    const route = [attempt.routeId, attempt.provider, attempt.model, attempt.credential];
    this.#database
      .prepare("INSERT INTO routes (route_id, provider, model, credential) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
      .run(...route);
    const found = this.#database
      .prepare("SELECT number FROM routes WHERE route_id = ? AND provider = ? AND model = ? AND credential = ?")
      .get(...route);
    this.#into("attempts", {
      ...of,
      route: found?.["number"],
      started_at: attempt.startedAt,
      duration_ms: attempt.durationMs,
      first_token_ms: attempt.firstTokenMs,
      outcome: attempt.outcome,
      probe: attempt.probe ? 1 : 0,
      role: attempt.role,
      finish: attempt.finish,
      failure_class: failure?.class,
      failure_scope: failure?.scope,
      failure_message: failure?.message,
      failure_status: failure?.status,
      failure_code: failure?.code,
      failure_retry_after_ms: failure?.retryAfterMs,
      failure_deadline: failure?.deadline,
      input: usage?.input,
      cache_read: usage?.cacheRead,
      cache_write: usage?.cacheWrite,
      cache_write_long: usage?.cacheWriteLong,
      output: usage?.output,
      reasoning: usage?.reasoning,
      usage_source: usage?.source,
      reported_cost_usd: usage?.reportedCost,
      cost_usd: cost.kind === "known" ? cost.usd : undefined,
      cost_source: cost.kind === "known" ? cost.source : undefined,
    });
  }

  #into(table: string, cells: Cells) {
    const names = Object.keys(cells);
    const marks = names.map(() => "?").join(", ");
    const values = Object.values(cells).map((value) => value ?? null);
    return this.#database.prepare(`INSERT INTO ${table} (${names.join(", ")}) VALUES (${marks})`).run(...values);
  }
}

type Cells = Readonly<Record<string, SQLInputValue | undefined>>;
