import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Measures } from "../measure.ts";
import type { Contestant } from "./contestant.ts";
import { startAll } from "./contestants.ts";
import { measuresOf } from "./figures.ts";
import { type Extent, race } from "./race.ts";
import { tableOf } from "./table.ts";

const usual: Extent = { warmUps: 500, samples: 2000, rounds: 7, roundMs: 1000 };
/** To see that all of it works; its figures say little. */
const quickly: Extent = { warmUps: 50, samples: 200, rounds: 3, roundMs: 300 };

/**
 * What our gateway adds to a call, beside what others add: the built program, the peers and a provider on this machine that
 * takes no time, each in a process of its own, asked in turns by this one.
 */
export async function benchGateway(isQuick: boolean): Promise<Measures> {
  const scratch = await mkdtemp(join(tmpdir(), "switchyard-bench-"));
  const contestants: Contestant[] = [];
  try {
    await startAll(scratch, contestants);
    const results = await race(contestants, isQuick ? quickly : usual);
    console.log(`\n${tableOf(results)}\n`);
    return measuresOf(results);
  } finally {
    await Promise.all(contestants.map(({ stop }) => stop()));
    await rm(scratch, { recursive: true, force: true });
  }
}
