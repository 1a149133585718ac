#!/usr/bin/env node
// The gateway without an editor. What needs a new Node is only loaded where there is one.
import { nodeTrouble } from "./node-version.ts";

const trouble = nodeTrouble(process.versions.node);
if (trouble === undefined) {
  const { run } = await import("./run.ts");
  process.exit(await run(process.argv.slice(2)));
} else {
  process.stderr.write(`switchyard-gateway: ${trouble}\n`);
  process.exitCode = 1;
}
