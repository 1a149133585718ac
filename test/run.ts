/**
 * Runs every suite, one after the other, and ends with the sum: `N passed, N failed`.
 * With names as arguments, only those: `npm test -- unit e2e`.
 */
import { spawn } from "node:child_process";

interface Suite {
  readonly name: string;
  readonly command: readonly string[];
}

const suites: readonly Suite[] = [
  { name: "unit and contract", command: ["mocha"] },
  { name: "host", command: ["node", "test/host/launch.ts", "development"] },
  { name: "package", command: ["node", "test/host/launch.ts", "package"] },
  { name: "e2e", command: ["mocha", "--config", "test/e2e/.mocharc.json"] },
];

interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** Runs a suite with its output shown, and reads mocha's own count from it. */
function run({ name, command }: Suite): Promise<Count> {
  const [program = "", ...args] = command;
  console.log(`\n== ${name}: ${command.join(" ")}`);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      process.stdout.write(chunk);
      output += chunk.toString();
    });
    child.once("error", reject);
    child.once("close", (code) => resolve(countOf(output, code)));
  });
}

function countOf(output: string, code: number | null): Count {
  const sum = (word: string) =>
    [...output.matchAll(new RegExp(`^\\s*(\\d+) ${word}\\b`, "gm"))].reduce(
      (total, [, number]) => total + Number(number),
      0,
    );
  const count = { passed: sum("passing"), failed: sum("failing") };
  // A suite that died, or that ran nothing, has failed whatever it printed.
  const broken = (code !== 0 && count.failed === 0) || count.passed + count.failed === 0;
  return broken ? { ...count, failed: count.failed + 1 } : count;
}

const chosen = process.argv.slice(2);
const wanted = suites.filter(({ name }) => chosen.length === 0 || chosen.some((word) => name.includes(word)));
const counts: Count[] = [];
for (const suite of wanted) counts.push(await run(suite));
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
