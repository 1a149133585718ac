import assert from "node:assert/strict";
import type { HealthEvent } from "../../../src/spec/health.ts";
import { LedgerHarness, NOON } from "./ledger-harness.ts";
import { moveOf, Told } from "./told.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNTIL_RESET = 8.64e15;

describe("how breakers stand, told to a window that opens", () => {
  const harness = LedgerHarness.perTest();

  /** What a new window is told of moves that others wrote in this order. */
  async function standing(...moves: HealthEvent[]): Promise<readonly HealthEvent[]> {
    const other = await harness.open();
    for (const move of moves) other.recordHealth(move);
    await other.flush();
    const told = new Told(await harness.open(), MINUTE);
    await harness.clock.advance(3000);
    return told.health;
  }

  it("is the last move of each, however long before the calls that are told", async () => {
    const closed = moveOf("openai", "closed", NOON - 20 * HOUR);
    const opened = moveOf("gemini", "open", NOON - HOUR, { until: NOON - HOUR + MINUTE });
    const told = await standing(
      moveOf("openai", "open", NOON - 22 * HOUR),
      moveOf("openai", "half-open", NOON - 21 * HOUR),
      closed,
      opened,
    );
    assert.deepEqual(told, [closed, opened]);
  });

  it("is a probe together with what it probes", async () => {
    const opened = moveOf("openai", "open", NOON - 3000, { until: NOON - 2000 });
    const probing = moveOf("openai", "half-open", NOON - 1000);
    assert.deepEqual(await standing(moveOf("openai", "closed", NOON - 4000), opened, probing), [opened, probing]);
  });

  it("is not of a day ago, but where a breaker is held open still", async () => {
    const resting = moveOf("openai", "open", NOON - 40 * DAY, { until: NOON + DAY });
    const refused = moveOf("gemini", "open", NOON - 30 * DAY, { until: UNTIL_RESET });
    const told = await standing(
      resting,
      refused,
      moveOf("mistral", "open", NOON - 2 * DAY, { until: NOON - DAY }),
      moveOf("xai", "closed", NOON - 2 * DAY),
      moveOf("groq", "open", NOON - 3 * DAY, { until: UNTIL_RESET }),
      moveOf("groq", "closed", NOON - 2 * DAY),
    );
    assert.deepEqual(told, [resting, refused]);
  });

  it("is by when breakers moved, not by when that was written", async () => {
    const closed = moveOf("openai", "closed", NOON - 1000);
    assert.deepEqual(await standing(closed, moveOf("openai", "open", NOON - 2000, { until: NOON + HOUR })), [closed]);
  });

  it("is the move that was written last of several in one moment", async () => {
    const opened = moveOf("openai", "open", NOON - 1, { until: NOON + HOUR });
    assert.deepEqual(await standing(moveOf("openai", "closed", NOON - 1), opened), [opened]);
  });

  it("tells scopes of the same key apart", async () => {
    const provider = moveOf("x", "open", NOON - 2);
    const credential = { ...moveOf("x", "closed", NOON - 1), target: { scope: "credential", key: "x" } } as const;
    assert.deepEqual(await standing(provider, credential), [provider, credential]);
  });

  it("is what was found out before a fire drill, whose own moves are nobody's standing", async () => {
    const failure = { class: "overloaded", scope: "provider", message: "Fire drill.", code: "fire-drill" } as const;
    const opened = moveOf("openai", "open", NOON - HOUR, { until: NOON + HOUR });
    const closed = moveOf("gemini", "closed", NOON - HOUR);
    const told = await standing(
      opened,
      closed,
      moveOf("openai", "open", NOON - 3000, { until: NOON - 2000, failure }),
      moveOf("openai", "half-open", NOON - 2000, { failure }),
      moveOf("openai", "closed", NOON - 1000, { cause: "the fire drill is over", failure }),
      moveOf("gemini", "open", NOON - 500, { until: NOON + MINUTE, failure }),
      moveOf("mistral", "open", NOON - 500, { until: NOON + MINUTE, failure }),
    );
    assert.deepEqual(told, [opened, closed]);
  });

  it("is nothing of a breaker that this window itself moved last", async () => {
    const [ledger, other] = [await harness.open(), await harness.open()];
    other.recordHealth(moveOf("openai", "open", NOON - 2, { until: UNTIL_RESET }));
    await other.flush();
    ledger.recordHealth(moveOf("openai", "closed", NOON - 1));
    await ledger.flush();
    const told = new Told(ledger, MINUTE);
    await harness.clock.advance(100);
    assert.deepEqual(told.health, []);
  });
});
