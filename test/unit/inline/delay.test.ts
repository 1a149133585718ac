import assert from "node:assert/strict";
import { type Pause, waitMs } from "../../../src/features/inline/delay.ts";
import { TypingRhythm } from "../../../src/features/inline/typing-rhythm.ts";

function wait(more: Partial<Pause>): number {
  return waitMs({ explicit: false, gapMs: 200, minimumMs: 75, linePrefix: "const a", lineSuffix: "", ...more });
}

describe("the wait after a keystroke", () => {
  it("is a multiple of the typist's pace", () => assert.equal(wait({ gapMs: 200 }), 300));
  it("is shorter at the start of a line", () => assert.equal(wait({ linePrefix: "    " }), 100));
  it("is longer in the middle of one", () => assert.equal(wait({ lineSuffix: " + b" }), 600));
  it("takes closers behind the caret for the end of the line", () => assert.equal(wait({ lineSuffix: ");" }), 300));
  it("has a lower bound", () => assert.equal(wait({ gapMs: 10 }), 75));
  it("has an upper bound", () => assert.equal(wait({ gapMs: 900 }), 1000));
  it("is never below the setting", () => assert.equal(wait({ minimumMs: 2000 }), 2000));
  it("is none when asked on purpose", () => assert.equal(wait({ explicit: true, minimumMs: 2000 }), 0));
});

describe("the typist's pace", () => {
  it("is a usual one until something was typed", () => assert.equal(new TypingRhythm().gapMs, 150));

  it("is the mean of the last gaps", () => {
    const rhythm = new TypingRhythm();
    for (const [version, at] of [0, 100, 300, 600].entries()) rhythm.note("a", version, at);
    assert.equal(rhythm.gapMs, 200);
  });

  it("forgets how it was a while ago", () => {
    const rhythm = new TypingRhythm();
    for (let version = 0; version < 20; version += 1) rhythm.note("a", version, version * 500);
    for (let version = 20; version < 30; version += 1) rhythm.note("a", version, 10_000 + (version - 20) * 80);
    assert.equal(rhythm.gapMs, 80);
  });

  it("leaves out pauses, other documents and the same text asked twice", () => {
    const rhythm = new TypingRhythm();
    rhythm.note("a", 1, 0);
    rhythm.note("a", 2, 100);
    rhythm.note("a", 2, 110);
    rhythm.note("a", 3, 5000);
    rhythm.note("b", 1, 5010);
    assert.equal(rhythm.gapMs, 100);
  });
});
