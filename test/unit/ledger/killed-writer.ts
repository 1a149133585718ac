import { openLedger } from "../../../src/ledger/ledger.ts";
import type { Clock } from "../../../src/spec/clock.ts";
import { callOf } from "../../support/call-records.ts";

/**
 * A window that makes calls until it is killed: `node killed-writer.ts <directory> <name>`.
 * Prints `<time> <call's id>` for each call just after it was recorded.
 */
const [directory = "", name = ""] = process.argv.slice(2);
const clock: Clock = {
  now: () => Date.now(),
  schedule: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};
const free = { kind: "known", usd: 0, source: "free" } as const;
const ledger = await openLedger({ directory, writer: name, clock, loadPrice: async () => () => free });
let count = 0;
setInterval(() => {
  const id = `${name}-${count++}`;
  const startedAt = Date.now();
  ledger.record(callOf({ id, startedAt }));
  process.stdout.write(`${startedAt} ${id}\n`);
}, 2);
