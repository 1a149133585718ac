import assert from "node:assert/strict";
import { asking, tryAgain, type Asked } from "../../../webview-ui/dashboard/asking.ts";

/** Answers that are there have been taken. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

function question(answers: readonly (() => Promise<number>)[]) {
  const told: Asked<number>[] = [];
  let asked = 0;
  const end = asking(
    () => answers[Math.min(asked++, answers.length - 1)]?.() ?? Promise.reject(new Error("no answer")),
    (state) => told.push(state),
  );
  return { told, end, times: () => asked };
}

const broken = () => Promise.reject(new Error("It is broken."));
const fine = () => Promise.resolve(7);

describe("a question to the host", () => {
  it("that failed is asked again when the user wants it, and says so meanwhile", async () => {
    const { told, end } = question([broken, fine]);
    await settled();
    tryAgain();
    await settled();
    assert.deepEqual(told, [
      { kind: "failed", message: "It is broken.", again: false },
      { kind: "failed", message: "It is broken.", again: true },
      { kind: "here", value: 7 },
    ]);
    end();
  });

  it("may fail as often as it is tried", async () => {
    const { told, end, times } = question([broken]);
    for (const _ of [1, 2, 3]) {
      await settled();
      tryAgain();
    }
    await settled();
    assert.equal(times(), 4);
    assert.deepEqual(told.at(-1), { kind: "failed", message: "It is broken.", again: false });
    end();
  });

  it("is asked again together with all others that failed, and those that were answered are left alone", async () => {
    const [one, other, answered] = [question([broken, fine]), question([broken, fine]), question([fine])];
    await settled();
    tryAgain();
    tryAgain();
    await settled();
    assert.deepEqual([one.times(), other.times(), answered.times()], [2, 2, 1]);
    for (const { end } of [one, other, answered]) end();
  });

  it("that was overtaken is neither told of nor asked again", async () => {
    const { told, end, times } = question([broken]);
    end();
    await settled();
    tryAgain();
    const late = question([broken]);
    await settled();
    late.end();
    tryAgain();
    assert.deepEqual(told, []);
    assert.deepEqual([times(), late.times()], [1, 1]);
  });
});
