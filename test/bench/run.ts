import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { benchInline } from "./inline-overhead.ts";
import { benchAccounts } from "./accounts.ts";
import { benchDashboard } from "./dashboard-open.ts";
import { benchGateway } from "./gateway/bench-gateway.ts";
import { benchLedger } from "./ledger.ts";
import { benchQueries } from "./ledger-queries.ts";
import type { Measure, Measures } from "./measure.ts";
import { benchFailover } from "./router-failover.ts";
import { benchHangs } from "./router-hangs.ts";
import { benchHeap } from "./router-heap.ts";
import { benchRouter } from "./router-overhead.ts";
import { benchWeek } from "./week/bench-week.ts";

/** Names of benches; `--quick` for fewer samples in those that take minutes. */
const { positionals: chosen, values: flags } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean", default: false } },
});

const benches: Readonly<Record<string, () => Promise<Measures>>> = {
  router: benchRouter,
  failover: benchFailover,
  hangs: benchHangs,
  heap: benchHeap,
  inline: benchInline,
  queries: benchQueries,
  dashboard: benchDashboard,
  accounts: benchAccounts,
  ledger: benchLedger,
  week: benchWeek,
  gateway: () => benchGateway(flags.quick),
};

/** Runs every bench, or those that are named, one after the other so that none disturbs another; prints and keeps the figures. */
const measures: Record<string, Measure> = {};
for (const [name, bench] of Object.entries(benches)) {
  if (chosen.length === 0 || chosen.includes(name)) Object.assign(measures, await bench());
}

const widest = Math.max(...Object.keys(measures).map((name) => name.length));
for (const [name, { value, unit }] of Object.entries(measures)) {
  console.log(`${name.padEnd(widest)}  ${value.toFixed(2).padStart(10)} ${unit}`);
}

const out = join(import.meta.dirname, "../../out");
const file = join(out, "bench.json");
await mkdir(out, { recursive: true });
// The figures of benches that were not run now stay as they were.
const before: unknown = chosen.length === 0 || !existsSync(file) ? {} : JSON.parse(await readFile(file, "utf8"));
await writeFile(file, `${JSON.stringify(Object.assign({}, before, measures), null, 2)}\n`);
