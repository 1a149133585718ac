import assert from "node:assert/strict";
import type { Failure } from "../../../src/spec/failure.ts";
import { editor } from "../../support/ghost-text-editor.ts";
import { documentOf } from "../../support/text-document.ts";

const overloaded: Failure = { class: "overloaded", scope: "model", message: "The model is overloaded." };

describe("no ghost text", () => {
  it("says so once when a call failed, until one succeeds", async () => {
    const { fake, clock, ask, type, statuses } = editor("const a = |\n");
    let asked = ask();
    await clock.advance(1000);
    fake.at(0).fail(overloaded);
    assert.equal(await asked.ghost, undefined);
    asked = await type("f", asked);
    await clock.advance(1000);
    fake.at(1).fail(overloaded);
    await asked.ghost;
    assert.deepEqual(statuses, [{ kind: "thinking" }, { kind: "failed", message: "The model is overloaded." }]);
    asked = await type("o", asked);
    await clock.advance(1000);
    fake.at(2).text("o;");
    fake.at(2).finish();
    await asked.ghost;
    assert.deepEqual(statuses.at(-1), { kind: "idle" });
  });

  it("asks again at the same place after a failure", async () => {
    const { fake, clock, ask } = editor("const a = |\n");
    const first = ask();
    await clock.advance(1000);
    fake.at(0).fail(overloaded);
    await first.ghost;
    const second = ask();
    await clock.advance(1000);
    fake.at(1).text("b;\nx");
    assert.equal((await second.ghost)?.text, "b;");
  });

  it("says over a failure that it is off here, and the failure again elsewhere", async () => {
    const { fake, clock, ask, statuses, settings } = editor("const a = |\n");
    ask();
    await clock.advance(1000);
    fake.at(0).fail(overloaded);
    await clock.advance(0);
    settings.disabledLanguages = ["typescript"];
    await ask().ghost;
    settings.disabledLanguages = [];
    ask();
    await clock.advance(1000);
    assert.deepEqual(
      statuses.map(({ kind }) => kind),
      ["thinking", "failed", "off", "failed"],
    );
  });

  it("keeps the whole lines that came before a failure", async () => {
    const { fake, clock, ask } = editor("function f() {\n  |\n}\n");
    const { ghost } = ask();
    await clock.advance(1000);
    fake.at(0).text("const a = 1;\n  return");
    fake.at(0).fail(overloaded);
    assert.equal((await ghost)?.text, "const a = 1;");
  });

  it("asks nobody where no route is left, and says why", async () => {
    const { fake, clock, ask, statuses } = editor("const a = |\n");
    fake.leaveOut({ entry: "openai/gpt", reason: "no key for openai" });
    const { ghost } = ask();
    await clock.advance(1000);
    assert.equal(await ghost, undefined);
    assert.equal(fake.calls.length, 0);
    assert.deepEqual(statuses, [{ kind: "off", reason: "openai/gpt: no key for openai" }]);
  });

  it("is told from no route that turned up too late", async () => {
    const { fake, clock, ask, statuses } = editor("const a = |\n");
    ask();
    await clock.advance(1000);
    fake.at(0).fail({ class: "no-route", scope: "none", message: "Nothing to try." });
    await clock.advance(0);
    assert.deepEqual(statuses.at(-1), { kind: "off", reason: "Nothing to try." });
  });

  it("ends the call under way and says why when the moment does not suit", async () => {
    const { fake, clock, ask, statuses } = editor("const a = |\n");
    ask();
    await clock.advance(1000);
    assert.equal(await ask({ carets: 2 }).ghost, undefined);
    assert.equal(fake.at(0).state, "aborted");
    await clock.advance(0);
    assert.deepEqual(statuses.at(-1), { kind: "nothing", reason: "There is more than one caret." });
  });

  it("is told from a file where it is off, also when a call elsewhere was under way", async () => {
    const { fake, clock, ask, statuses, settings } = editor("const a = |\n");
    ask();
    await clock.advance(1000);
    settings.enabled = false;
    ask();
    await clock.advance(0);
    assert.equal(fake.at(0).state, "aborted");
    assert.equal(statuses.at(-1)?.kind, "off");
  });

  it("sends nothing of a file of a kind that holds keys, even on purpose", async () => {
    const { fake, clock, ask, statuses } = editor("API_KEY=|", { path: "config/.env" });
    ask();
    ask({ explicit: true });
    await clock.advance(5000);
    assert.equal(fake.calls.length, 0);
    assert.equal(statuses.at(-1)?.kind, "off");
  });

  for (const explicit of [false, true]) {
    it(`says so when all that came stands behind the caret already${explicit ? ", also on purpose" : ""}`, async () => {
      const { fake, clock, ask, statuses } = editor("foo(|)");
      const { ghost } = ask({ explicit });
      await clock.advance(1000);
      fake.at(0).text(")");
      fake.at(0).finish();
      assert.equal(await ghost, undefined);
      assert.equal(statuses.at(-1)?.kind, "nothing");
    });
  }

  it("keeps the whole lines alone of an answer that reached its limit", async () => {
    const { fake, clock, ask } = editor("function f() {\n  |\n}\n");
    const { ghost } = ask();
    await clock.advance(1000);
    fake.at(0).text("const a = 1;\n  const b = a +");
    fake.at(0).finish("length");
    assert.equal((await ghost)?.text, "const a = 1;");
  });

  it("leaves nobody thinking when the router ends the call by itself", async () => {
    const { fake, clock, ask, statuses } = editor("const a = |\n");
    const { ghost } = ask();
    await clock.advance(1000);
    fake.at(0).end({ outcome: "cancelled" });
    assert.equal(await ghost, undefined);
    assert.deepEqual(statuses.at(-1), { kind: "idle" });
  });

  it("leaves nobody thinking when there is a bug", async () => {
    const { fake, clock, ask, statuses } = editor("const a = |\n");
    fake.breakDown(new Error("a bug"));
    const { ghost } = ask();
    const rejected = assert.rejects(ghost, /a bug/);
    await clock.advance(1000);
    await rejected;
    assert.deepEqual(statuses.at(-1), { kind: "idle" });
  });

  it("shows no file as context that was closed", async () => {
    const { fake, clock, ask, engine } = editor("const a = |\n");
    const { view } = documentOf("const helper = 1;|", { uri: "2", path: "src/helper.ts" });
    engine.edited(view, { start: { line: 0, character: 0 }, text: "" });
    engine.closed(view.uri);
    ask();
    await clock.advance(1000);
    const { request } = fake.at(0).query;
    assert.ok(request.kind === "fill" && request.prefix === "const a = ");
  });

  it("shows no other file of a kind that holds keys as context", async () => {
    const { fake, clock, ask, engine } = editor("const a = |\n");
    const edit = { start: { line: 0, character: 0 }, text: "" };
    engine.edited(documentOf("SECRET|", { uri: "1", path: "secrets.json" }).view, edit);
    engine.edited(documentOf("const helper = 1;|", { uri: "2", path: "src/helper.ts" }).view, edit);
    ask();
    await clock.advance(1000);
    const { request } = fake.at(0).query;
    assert.ok(request.kind === "fill");
    assert.match(request.prefix, /helper/);
    assert.doesNotMatch(request.prefix, /SECRET/);
  });
});
