import assert from "node:assert/strict";
import { editor } from "../../support/ghost-text-editor.ts";
import { documentOf } from "../../support/text-document.ts";

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
