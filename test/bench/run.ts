/** Runs every measurement, prints them and writes them to out/bench.json: a flat map `name -> {value, unit}`. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { outDir } from "../vscode/paths.ts";
import { benchInline } from "./inline-overhead.ts";
import { benchLedger } from "./ledger.ts";
import { benchRouter } from "./router-overhead.ts";

const measured = { ...(await benchRouter()), ...(await benchInline()), ...(await benchLedger()) };
const width = Math.max(...Object.keys(measured).map((name) => name.length));
for (const [name, { value, unit }] of Object.entries(measured)) {
  console.log(`${name.padEnd(width)}  ${value.toPrecision(3).padStart(9)} ${unit}`);
}
await mkdir(outDir, { recursive: true });
await writeFile(path.join(outDir, "bench.json"), `${JSON.stringify(measured, null, 2)}\n`);
