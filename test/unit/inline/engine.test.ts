import assert from "node:assert/strict";
import type { Failure } from "../../../src/spec/failure.ts";
import { editor } from "../../support/ghost-text-editor.ts";
import { documentOf } from "../../support/text-document.ts";

const overloaded: Failure = { class: "overloaded", scope: "model", message: "The model is overloaded." };

describe("ghost text", () => {
  it("is asked for after a pause and shown when it is complete", async () => {
    const { fake, clock, ask, statuses } = editor("const a = |\n");
    const { ghost } = ask();
    await clock.advance(224);
    assert.equal(fake.calls.length, 0);
    await clock.advance(1);
    fake.at(0).text("b;");
    fake.at(0).finish();
    assert.deepEqual(await ghost, { text: "b;", replaces: 0, id: 1 });
    assert.deepEqual(
      statuses.map(({ kind }) => kind),
      ["thinking", "idle"],
    );
  });

  it("asks the router for the task, the pin and the gap", async () => {
    const { fake, clock, ask, mutable } = editor("const a = |\n");
    mutable.pinned = "x/y";
    ask();
    await clock.advance(1000);
    const { query } = fake.at(0);
    assert.equal(query.task, "completion");
    assert.equal(query.client, "editor");
    assert.equal(query.pinned, "x/y");
    assert.equal(query.promptTokens, 4);
    assert.deepEqual(query.request, {
      kind: "fill",
      prefix: "const a = ",
      suffix: "\n",
      language: "typescript",
      path: "src/a.ts",
      maxOutputTokens: 256,
    });
  });

  it("waits not at all when asked on purpose", async () => {
    const { fake, clock, ask } = editor("const a = |\n");
    ask({ explicit: true });
    await clock.advance(0);
    assert.equal(fake.calls.length, 1);
  });

  it("ends the call as soon as the suggestion is complete, without calling that a failure", async () => {
    const { fake, clock, ask, statuses } = editor("a();\n|");
    const { ghost } = ask();
    await clock.advance(1000);
    fake.at(0).text("b();\nc");
    assert.equal((await ghost)?.text, "b();");
    assert.equal(fake.at(0).state, "left");
    assert.deepEqual(statuses.at(-1), { kind: "idle" });
  });

  it("asks nobody while keys come faster than the pause", async () => {
    const { fake, clock, ask, type } = editor("const a|");
    let asked = ask();
    for (const key of " = foo") {
      await clock.advance(30);
      asked = await type(key, asked);
    }
    assert.equal(fake.calls.length, 0);
    await clock.advance(1000);
    assert.equal(fake.calls.length, 1);
  });

  it("is asked for sooner by a fast typist, whatever is written to an output channel meanwhile", async () => {
    const { fake, clock, ask, type, engine } = editor("const a|");
    const output = documentOf("", { uri: "output:log", scheme: "output" });
    let asked = ask();
    for (const key of " = foo") {
      engine.edited(output.view, { start: output.type("log"), text: "log" });
      asked = await type(key, asked);
    }
    await clock.advance(74);
    assert.equal(fake.calls.length, 0);
    await clock.advance(1);
    assert.equal(fake.calls.length, 1);
  });

  it("is one line where the settings say so", async () => {
    const { fake, clock, ask, settings } = editor("|");
    settings.multiline = "never";
    const { ghost } = ask({ explicit: true });
    await clock.advance(0);
    fake.at(0).text("function f() {\n  return 1;\n}\n");
    assert.equal((await ghost)?.text, "function f() {");
  });

  it("fits what stands behind the caret", async () => {
    const { fake, clock, ask } = editor("foo(|)");
    const { ghost } = ask();
    await clock.advance(1000);
    fake.at(0).text("a, b);");
    fake.at(0).finish();
    assert.deepEqual(await ghost, { text: "a, b);", replaces: 1, id: 1 });
  });

  it("goes on from the selected item of the completion list", async () => {
    const { fake, clock, ask } = editor("con|\n");
    const { ghost } = ask({ item: "console" });
    await clock.advance(1000);
    const { request } = fake.at(0).query;
    assert.ok(request.kind === "fill" && request.prefix === "console");
    fake.at(0).text(".log();");
    fake.at(0).finish();
    assert.equal((await ghost)?.text, ".log();");
  });
});

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
    const { ask, engine, outcomes } = await suggested("const a = |\n", "foo();");
    const again = await ask().ghost;
    engine.accepted(999);
    assert.equal(outcomes.length, 1);
    engine.accepted(again?.id);
    engine.accepted(again?.id);
    engine.accepted(undefined);
    const facts = { routeId: "fake/model", language: "typescript", characters: 6 };
    assert.deepEqual(outcomes, [
      { kind: "shown", ...facts },
      { kind: "accepted", ...facts },
    ]);
  });
});

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
