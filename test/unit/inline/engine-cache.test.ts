import assert from "node:assert/strict";
import { editor } from "../../support/ghost-text-editor.ts";
import { documentOf } from "../../support/text-document.ts";

describe("ghost text that was suggested before", () => {
  async function suggested(content: string, answer: string) {
    const made = editor(content);
    const first = made.ask();
    await made.clock.advance(1000);
    made.fake.at(0).text(answer);
    made.fake.at(0).finish();
    await first.ghost;
    return { ...made, first };
  }

  it("is shown at once, also when some of it was typed", async () => {
    const { ask, type, first, fake } = await suggested("const a = |\n", "foo();");
    assert.equal((await ask().ghost)?.text, "foo();");
    assert.equal((await (await type("fo", first)).ghost)?.text, "o();");
    assert.equal(fake.calls.length, 1);
  });

  it("is not shown after a switch of the model", async () => {
    const { ask, mutable, fake, clock } = await suggested("const a = |\n", "foo();");
    mutable.policy = "two";
    const second = ask();
    await clock.advance(1000);
    fake.at(1).text("bar();");
    fake.at(1).finish();
    assert.equal((await second.ghost)?.text, "bar();");
  });

  it("is not shown in another file", async () => {
    const { ask, fake, clock } = await suggested("const a = |\n", "foo();");
    ask({ about: documentOf("const a = |\n", { uri: "file:///other.ts" }) });
    await clock.advance(1000);
    assert.equal(fake.calls.length, 2);
  });

  it("ends the call that is under way for another place", async () => {
    const { ask, document, fake, clock } = await suggested("const a = |\n", "foo();");
    document.type("x");
    ask();
    await clock.advance(1000);
    document.backspace();
    assert.equal((await ask().ghost)?.text, "foo();");
    assert.equal(fake.at(1).state, "aborted");
  });

  it("leads to a new question when what is left of it stands behind the caret", async () => {
    const { type, first, fake, clock } = await suggested("foo(|)", "bar)");
    await type("bar", first);
    await clock.advance(1000);
    assert.equal(fake.calls.length, 2);
  });

  it("leads to a new question when all of it was typed", async () => {
    const { type, first, fake, clock } = await suggested("const a = |\n", "foo();");
    await type("foo();", first);
    await clock.advance(1000);
    assert.equal(fake.calls.length, 2);
  });

  it("is not asked for again when it was nothing, unless on purpose", async () => {
    const { ask, fake, clock, statuses } = await suggested("const a = |\n", "");
    assert.deepEqual(
      statuses.map(({ kind }) => kind),
      ["thinking", "nothing"],
    );
    ask();
    await clock.advance(1000);
    assert.equal(fake.calls.length, 1);
    ask({ explicit: true });
    await clock.advance(0);
    assert.equal(fake.calls.length, 2);
  });

  it("counts as shown once and as accepted once", async () => {
    const { ask, clock, engine, outcomes } = await suggested("const a = |\n", "foo();");
    const again = await ask().ghost;
    engine.accepted(999);
    assert.equal(outcomes.length, 1);
    engine.accepted(again?.id);
    engine.accepted(again?.id);
    engine.accepted(undefined);
    const facts = { callId: "call", at: clock.now(), language: "typescript", characters: 6 };
    assert.deepEqual(outcomes, [
      { kind: "shown", ...facts },
      { kind: "accepted", ...facts },
    ]);
  });
});
