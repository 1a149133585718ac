import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLedger, type Ledger, type LedgerOptions } from "../../../src/ledger/ledger.ts";
import type { PriceAttempt } from "../../../src/ledger/pricing/pricing.ts";
import { createFakeClock } from "../../support/fake-clock.ts";

/** Noon by the clock on the wall, so that a test's minutes stay within one day. */
export const NOON = new Date(2026, 5, 15, 12).getTime();

/** Every attempt that used tokens costs a quarter of a dollar: sums of it are exact. */
export const quarterDollar: PriceAttempt = ({ usage }) =>
  usage === undefined ? { kind: "known", usd: 0, source: "free" } : { kind: "known", usd: 0.25, source: "list" };

/** A directory and a clock of their own for each test, and windows (ledgers on the same file) that are closed after it. */
export class LedgerHarness {
  directory = "";
  clock = createFakeClock(NOON);
  #windows: Ledger[] = [];

  /** Call inside `describe`. */
  static perTest(): LedgerHarness {
    const harness = new LedgerHarness();
    beforeEach(async () => {
      harness.directory = await mkdtemp(join(tmpdir(), "switchyard-ledger-"));
      harness.clock = createFakeClock(NOON);
      harness.#windows = [];
    });
    afterEach(async () => {
      for (const ledger of harness.#windows) await ledger.close();
      await rm(harness.directory, { recursive: true, force: true });
    });
    return harness;
  }

  get file(): string {
    return join(this.directory, "ledger.sqlite");
  }

  async open(options: Partial<LedgerOptions> = {}): Promise<Ledger> {
    const { directory, clock } = this;
    const ledger = await openLedger({ directory, clock, loadPrice: async () => quarterDollar, ...options });
    this.#windows.push(ledger);
    return ledger;
  }
}
