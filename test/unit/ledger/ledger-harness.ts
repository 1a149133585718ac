import { mkdtemp, rm, writeFile } from "node:fs/promises";
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
  #opened = 0;

  /** Call inside `describe`. */
  static perTest(): LedgerHarness {
    const harness = new LedgerHarness();
    beforeEach(() => harness.#begin());
    afterEach(() => harness.#end());
    return harness;
  }

  /** Begins again within a test, such as for each run of a property. */
  async renew(): Promise<void> {
    await this.#end();
    await this.#begin();
  }

  async #begin(): Promise<void> {
    this.directory = await mkdtemp(join(tmpdir(), "switchyard-ledger-"));
    this.clock = createFakeClock(NOON);
    this.#windows = [];
  }

  async #end(): Promise<void> {
    for (const ledger of this.#windows) await ledger.close();
    await rm(this.directory, { recursive: true, force: true });
  }

  get file(): string {
    return join(this.directory, "ledger.sqlite");
  }

  async open(options: Partial<LedgerOptions> = {}): Promise<Ledger> {
    const { directory, clock } = this;
    const ledger = await openLedger({
      directory,
      writer: ++this.#opened,
      clock,
      loadPrice: async () => quarterDollar,
      keepDays: () => 0,
      ...options,
    });
    this.#windows.push(ledger);
    return ledger;
  }

  /** A window that can have no file, as there is one where its directory would be. */
  async openInMemory(options: Partial<LedgerOptions> = {}): Promise<Ledger> {
    const inTheWay = join(this.directory, "a file");
    await writeFile(inTheWay, "");
    return this.open({ ...options, directory: join(inTheWay, "below") });
  }
}
