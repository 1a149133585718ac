import assert from "node:assert/strict";
import fc from "fast-check";
import { BatchQueue, CAPACITY } from "../../../src/telemetry/batch-queue.ts";
import type { SendOutcome } from "../../../src/telemetry/outcome.ts";
import { createFakeClock } from "../../support/fake-clock.ts";

/** A queue whose sends are answered as the test says. */
function queueWith(answer: (batch: readonly number[], send: number) => SendOutcome | Promise<SendOutcome>) {
  const clock = createFakeClock();
  const batches: (readonly number[])[] = [];
  const at: number[] = [];
  const started = clock.now();
  const queue = new BatchQueue<number>({
    clock,
    send: async (batch) => {
      batches.push(batch);
      at.push(clock.now() - started);
      return answer(batch, batches.length);
    },
  });
  return { clock, queue, batches, at };
}

const taken: SendOutcome = { kind: "taken" };
const down: SendOutcome = { kind: "unreachable", code: "ECONNREFUSED" };
const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);

describe("the queue of a collector", () => {
  it("sends what comes together in one batch, a little later", async () => {
    const { clock, queue, batches, at } = queueWith(() => taken);
    for (const number of numbers(3)) queue.add(number);
    await clock.advance(4_999);
    assert.deepEqual(batches, []);
    await clock.advance(1);
    assert.deepEqual(batches, [[0, 1, 2]]);
    assert.deepEqual(at, [5_000]);
    assert.deepEqual(queue.counts, { waiting: 0, sent: 3, dropped: 0, refused: 0 });
    assert.equal(clock.pending(), 0);
  });

  it("sends at once what fills a batch, and one batch at a time", async () => {
    let open: (outcome: SendOutcome) => void = () => undefined;
    const { clock, queue, batches } = queueWith((_, send) =>
      send === 1 ? new Promise((resolve) => (open = resolve)) : taken,
    );
    for (const number of numbers(250)) queue.add(number);
    await clock.advance(0);
    assert.deepEqual(
      batches.map(({ length }) => length),
      [100],
    );
    open(taken);
    await clock.advance(5_000);
    assert.deepEqual(batches, [numbers(100), numbers(100, 100), numbers(50, 200)]);
  });

  it("keeps what could not be sent, and tries again after pauses that double", async () => {
    const { clock, queue, batches, at } = queueWith((_, send) => (send < 8 ? down : taken));
    queue.add(1);
    await clock.advance(2_000_000);
    assert.deepEqual(
      at.map((time, index) => (time - (at[index - 1] ?? 0)) / 1000),
      [5, 15, 30, 60, 120, 240, 300, 300],
    );
    assert.deepEqual(batches.at(-1), [1]);
    assert.deepEqual(queue.counts, { waiting: 0, sent: 1, dropped: 0, refused: 0 });
    // All is well again, so the next one does not wait longer than the first did.
    queue.add(2);
    await clock.advance(5_000);
    assert.deepEqual(batches.at(-1), [2]);
  });

  it("does not put off what waits because more comes in", async () => {
    const { clock, queue, at } = queueWith(() => taken);
    for (const number of numbers(12)) {
      queue.add(number);
      await clock.advance(1_000);
    }
    assert.deepEqual(at, [5_000, 10_000]);
  });

  it("pauses after a failure also where more came in while it was under way", async () => {
    let open: (outcome: SendOutcome) => void = () => undefined;
    const { clock, queue, at } = queueWith(() => new Promise((resolve) => (open = resolve)));
    queue.add(1);
    await clock.advance(5_000);
    queue.add(2);
    await clock.advance(1_000);
    open(down);
    await clock.advance(14_999);
    assert.deepEqual(at, [5_000]);
    await clock.advance(1);
    assert.deepEqual(at, [5_000, 21_000]);
    open(taken);
    await clock.advance(0);
    assert.equal(queue.counts.sent, 2);
  });

  it("does not hurry a collector that is down because more comes in", async () => {
    const { clock, queue, at } = queueWith(() => down);
    queue.add(0);
    await clock.advance(5_000);
    for (const number of numbers(500)) {
      queue.add(number);
      await clock.advance(1);
    }
    assert.deepEqual(at, [5_000]);
  });

  it("gives up the oldest beyond its capacity, and counts them", async () => {
    const { clock, queue, batches } = queueWith((_, send) => (send === 1 ? down : taken));
    for (const number of numbers(CAPACITY + 7)) queue.add(number);
    assert.deepEqual(queue.counts, { waiting: CAPACITY, sent: 0, dropped: 7, refused: 0 });
    await clock.advance(600_000);
    // What failed first is sent first, without what was given up.
    assert.deepEqual(batches.slice(1).flat(), numbers(CAPACITY, 7));
  });

  it("counts what is under way into its capacity", async () => {
    let open: (outcome: SendOutcome) => void = () => undefined;
    const { clock, queue } = queueWith(() => new Promise((resolve) => (open = resolve)));
    for (const number of numbers(100)) queue.add(number);
    await clock.advance(0);
    for (const number of numbers(CAPACITY)) queue.add(number);
    assert.deepEqual(queue.counts, { waiting: CAPACITY, sent: 0, dropped: 100, refused: 0 });
    open(down);
    await clock.advance(0);
    assert.equal(queue.counts.waiting, CAPACITY);
  });

  it("does not keep what is refused, and waits before it sends more", async () => {
    const { clock, queue, batches, at } = queueWith((_, send) =>
      send === 1 ? { kind: "refused", status: 400 } : taken,
    );
    queue.add(1);
    await clock.advance(5_000);
    queue.add(2);
    await clock.advance(15_000);
    assert.deepEqual(batches, [[1], [2]]);
    assert.deepEqual(at, [5_000, 20_000]);
    assert.deepEqual(queue.counts, { waiting: 0, sent: 1, dropped: 0, refused: 1 });
  });

  it("flushes everything at once, also during a pause, and stops where nothing is taken", async () => {
    const { clock, queue, batches } = queueWith((_, send) => (send === 1 ? down : taken));
    for (const number of numbers(250)) queue.add(number);
    await queue.flush();
    assert.equal(batches.length, 1);
    await queue.flush();
    assert.deepEqual(batches.slice(1).flat(), numbers(250));
    assert.equal(clock.pending(), 0);
  });

  it("takes nothing more once it is closed, and leaves no timer behind", async () => {
    const { clock, queue, batches } = queueWith(() => taken);
    queue.add(1);
    queue.close();
    queue.add(2);
    await clock.advance(60_000);
    assert.deepEqual(batches, []);
    assert.deepEqual(queue.counts, { waiting: 0, sent: 0, dropped: 2, refused: 0 });
    assert.equal(clock.pending(), 0);
  });

  it("loses nothing unseen, whatever a collector answers", async () => {
    const outcome = fc.constantFrom<SendOutcome>(taken, down, { kind: "busy" }, { kind: "refused", status: 400 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(outcome, { minLength: 1, maxLength: 20 }),
        fc.array(fc.nat(400), { maxLength: 8 }),
        async (answers, bursts) => {
          const { clock, queue } = queueWith((_, send) => answers[send % answers.length] ?? taken);
          let added = 0;
          for (const burst of bursts) {
            for (const number of numbers(burst)) queue.add(number);
            added += burst;
            await clock.advance(20_000);
            const { waiting, sent, dropped, refused } = queue.counts;
            assert.equal(waiting + sent + dropped + refused, added);
            assert.ok(waiting <= CAPACITY);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
