import assert from "node:assert/strict";
import { startFlight } from "../../../src/features/inline/flight.ts";
import { placeOf } from "../../../src/features/inline/place.ts";
import { unlessAborted } from "../../../src/features/inline/unless-aborted.ts";
import type { CallEvent } from "../../../src/router/events.ts";
import { gapAt } from "../../support/gap.ts";
import { fillRequest } from "../../support/scripted-router.ts";

describe("a call for ghost text", () => {
  it("is over at once when it is cancelled, though the router takes its time", async () => {
    const signals: AbortSignal[] = [];
    const silent: AsyncIterator<CallEvent> = { next: () => new Promise(() => {}) };
    const router = {
      call(_query: unknown, signal: AbortSignal) {
        signals.push(signal);
        return { [Symbol.asyncIterator]: () => silent };
      },
    };
    const window = { prefix: "a", suffix: "", startsDocument: true, endsDocument: true };
    const place = placeOf("scope", "typescript", window);
    const query = { task: "completion", client: "editor", request: fillRequest } as const;
    const flight = startFlight(router, query, place, gapAt("a|"));
    flight.cancel();
    assert.deepEqual(await flight.landing, { kind: "cancelled" });
    assert.equal(signals[0]?.aborted, true);
  });
});

describe("waiting unless aborted", () => {
  const never = new Promise<void>(() => {});

  it("is over with the work, well or not", async () => {
    const { signal } = new AbortController();
    await unlessAborted(Promise.resolve(), signal);
    await assert.rejects(unlessAborted(Promise.reject(new Error("a bug")), signal), /a bug/);
  });

  it("is over when it is aborted, or was so before", async () => {
    const abort = new AbortController();
    const waiting = unlessAborted(never, abort.signal);
    abort.abort();
    await waiting;
    await unlessAborted(never, abort.signal);
  });
});
