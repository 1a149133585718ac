import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { benchInline } from "./inline-overhead.ts";
import { benchLedger } from "./ledger.ts";
import { benchRouter } from "./router-overhead.ts";

/** Runs every bench, one after the other so that none disturbs another, prints the figures and keeps them. */
const measures = { ...(await benchRouter()), ...(await benchInline()), ...(await benchLedger()) };

const widest = Math.max(...Object.keys(measures).map((name) => name.length));
for (const [name, { value, unit }] of Object.entries(measures)) {
  console.log(`${name.padEnd(widest)}  ${value.toFixed(2).padStart(10)} ${unit}`);
}

const out = join(import.meta.dirname, "../../out");
await mkdir(out, { recursive: true });
await writeFile(join(out, "bench.json"), `${JSON.stringify(measures, null, 2)}\n`);
