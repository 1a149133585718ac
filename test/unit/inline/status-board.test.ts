import assert from "node:assert/strict";
import { StatusBoard } from "../../../src/features/inline/status-board.ts";
import type { InlineStatus } from "../../../src/features/inline/types.ts";

function board() {
  const shown: InlineStatus[] = [];
  return { shown, board: new StatusBoard((status) => shown.push(status)) };
}

const idle = { kind: "idle" } as const;
const thinking = { kind: "thinking" } as const;
const failed = { kind: "failed", message: "It failed." } as const;

describe("the status of ghost text", () => {
  it("is told when it changes, and not again", () => {
    const { shown, board: status } = board();
    status.set(idle);
    status.set(thinking);
    status.set(thinking);
    status.set({ kind: "nothing", reason: "a" });
    status.set({ kind: "nothing", reason: "b" });
    assert.deepEqual(shown, [thinking, { kind: "nothing", reason: "a" }, { kind: "nothing", reason: "b" }]);
  });

  it("is a failure until a call succeeds", () => {
    const { shown, board: status } = board();
    status.failed("It failed.");
    status.set(thinking);
    status.set(idle);
    status.failed("It failed.");
    status.succeeded(idle);
    status.set(thinking);
    assert.deepEqual(shown, [failed, idle, thinking]);
  });

  it("tells of another failure", () => {
    const { shown, board: status } = board();
    status.failed("It failed.");
    status.failed("Otherwise.");
    assert.deepEqual(shown, [failed, { kind: "failed", message: "Otherwise." }]);
  });

  it("says over a failure that it is off", () => {
    const { shown, board: status } = board();
    const off = { kind: "off", reason: "Turned off." } as const;
    status.failed("It failed.");
    status.set(off);
    status.set(idle);
    assert.deepEqual(shown, [failed, off, failed]);
  });
});
