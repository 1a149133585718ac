import assert from "node:assert/strict";
import fc from "fast-check";
import { earlierSpan, lastSpan, laterSpan, withinCount } from "../../../webview-ui/chat/span.ts";

const counts = fc.integer({ min: 0, max: 500 });
const steps = fc.array(fc.boolean(), { maxLength: 60 });

describe("the messages in the page", () => {
  it("are the last ones at first", () => {
    assert.deepEqual(lastSpan(2_000), { from: 1_970, to: 2_000 });
    assert.deepEqual(lastSpan(3), { from: 0, to: 3 });
  });

  it("stay few and within the conversation, wherever one scrolls", () => {
    fc.assert(
      fc.property(counts, steps, (count, ups) => {
        let span = lastSpan(count);
        for (const up of ups) {
          const next = up ? earlierSpan(span) : laterSpan(span, count);
          assert.ok(next.from >= 0 && next.to <= count && next.to - next.from <= 90);
          // What is being looked at is in both, so that its place can be held.
          assert.ok(next.from < span.to || span.from === span.to);
          assert.ok(next.to > span.from || span.from === span.to);
          span = next;
        }
      }),
    );
  });

  it("come to the first one, and back to the last", () => {
    let span = lastSpan(400);
    for (let at = 0; at < 20; at++) span = earlierSpan(span);
    assert.deepEqual(span, { from: 0, to: 90 });
    for (let at = 0; at < 20; at++) span = laterSpan(span, 400);
    assert.deepEqual(span, { from: 310, to: 400 });
  });

  it("are the last ones again when the conversation became shorter", () => {
    assert.deepEqual(withinCount({ from: 100, to: 190 }, 40), { from: 10, to: 40 });
    assert.deepEqual(withinCount({ from: 0, to: 30 }, 40), { from: 0, to: 30 });
  });
});
