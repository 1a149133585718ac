import assert from "node:assert/strict";
import { editor } from "../../support/ghost-text-editor.ts";
import { documentOf } from "../../support/text-document.ts";

describe("typing during the pause before a call", () => {
  it("leaves the older question without an answer and makes one call", async () => {
    const { fake, clock, ask } = editor("const a = |\n");
    const first = ask();
    await clock.advance(100);
    const second = ask();
    assert.equal(await first.ghost, undefined);
    await clock.advance(1000);
    assert.equal(fake.calls.length, 1);
    fake.at(0).text("b;\nx");
    assert.equal((await second.ghost)?.text, "b;");
  });

  it("leaves no timer and no call behind when VS Code cancels", async () => {
    const { fake, clock, ask, statuses } = editor("const a = |\n");
    const { ghost, cancel } = ask();
    await clock.advance(100);
    cancel();
    assert.equal(await ghost, undefined);
    assert.equal(clock.pending(), 0);
    assert.equal(fake.calls.length, 0);
    assert.deepEqual(statuses, []);
  });

  it("is no matter to a question that comes cancelled already", async () => {
    const { fake, clock, ask } = editor("const a = |\n");
    const first = ask();
    await clock.advance(1000);
    assert.equal(await ask({ cancelled: true }).ghost, undefined);
    fake.at(0).text("b;\nx");
    assert.equal((await first.ghost)?.text, "b;");
  });

  it("leaves no timer behind when ghost text is disposed", async () => {
    const { fake, clock, ask, engine } = editor("const a = |\n");
    const { ghost } = ask();
    engine.dispose();
    assert.equal(await ghost, undefined);
    assert.equal(clock.pending(), 0);
    await clock.advance(1000);
    assert.equal(fake.calls.length, 0);
  });
});

describe("typing while a call is under way", () => {
  it("ends the call at once when it is not what was predicted", async () => {
    const { fake, clock, ask, document, engine } = editor("const a = |\n");
    const { cancel } = ask();
    await clock.advance(1000);
    fake.at(0).text("foo");
    await clock.advance(0);
    engine.edited(document.view, { start: document.type("x"), text: "x" });
    assert.equal(fake.at(0).state, "aborted");
    cancel();
    await clock.advance(0);
    assert.equal(clock.pending(), 0);
  });

  it("ends the call at once when nothing was predicted yet", async () => {
    const { fake, clock, ask, document, engine } = editor("const a = |\n");
    ask();
    await clock.advance(1000);
    engine.edited(document.view, { start: document.type("f"), text: "f" });
    assert.equal(fake.at(0).state, "aborted");
  });

  it("ends the call at once when something is taken out", async () => {
    const { fake, clock, ask, document, engine } = editor("const a = |\n");
    ask();
    await clock.advance(1000);
    fake.at(0).text("foo");
    document.backspace();
    engine.edited(document.view, { start: document.caret, text: "" });
    assert.equal(fake.at(0).state, "aborted");
  });

  it("keeps the call when it is what was predicted, and shows the rest", async () => {
    const { fake, clock, ask, type } = editor("const a = |\n");
    const first = ask();
    await clock.advance(1000);
    fake.at(0).text(" foo");
    await clock.advance(0);
    const second = await type("f", first);
    const third = await type("o", second);
    await clock.advance(1000);
    fake.at(0).text("bar;\nx");
    assert.equal((await third.ghost)?.text, "obar;");
    assert.equal(await first.ghost, undefined);
    assert.equal(fake.calls.length, 1);
  });

  it("keeps the call when the editor closes the bracket that was predicted", async () => {
    const { fake, clock, ask, type } = editor("foo|;\n");
    const first = ask();
    await clock.advance(1000);
    fake.at(0).text("(a, ");
    await clock.advance(0);
    const second = await type("(", first, ")");
    fake.at(0).text("b)\nx");
    assert.equal((await second.ghost)?.text, "a, b");
    assert.equal(fake.calls.length, 1);
  });

  it("ends a call that agrees but that nobody asks for any more", async () => {
    const { fake, clock, ask, document, engine } = editor("const a = |\n");
    const first = ask();
    await clock.advance(1000);
    fake.at(0).text("foo");
    await clock.advance(0);
    engine.edited(document.view, { start: document.type("f"), text: "f" });
    first.cancel();
    await clock.advance(149);
    assert.equal(fake.at(0).state, "running");
    await clock.advance(1);
    assert.equal(fake.at(0).state, "aborted");
    assert.equal(clock.pending(), 0);
  });

  it("ends the call at once when VS Code cancels it though nothing was typed", async () => {
    const { fake, clock, ask, statuses } = editor("const a = |\n");
    const { ghost, cancel } = ask();
    await clock.advance(1000);
    cancel();
    assert.equal(await ghost, undefined);
    assert.equal(fake.at(0).state, "aborted");
    await clock.advance(0);
    assert.deepEqual(statuses.at(-1), { kind: "idle" });
  });

  it("keeps a call for the selected item of the completion list, though the document does not hold it yet", async () => {
    const { fake, clock, ask, document, engine } = editor("con|\n");
    const first = ask({ item: "console" });
    await clock.advance(1000);
    engine.edited(document.view, { start: document.type("s"), text: "s" });
    first.cancel();
    await clock.advance(50);
    const second = ask({ item: "console" });
    fake.at(0).text(".log();");
    fake.at(0).finish();
    assert.equal((await second.ghost)?.text, ".log();");
    assert.equal(fake.calls.length, 1);
  });

  it("keeps the call for the newer question when the older one is cancelled late", async () => {
    const { fake, clock, ask } = editor("const a = |\n");
    const first = ask();
    await clock.advance(1000);
    const second = ask();
    first.cancel();
    await clock.advance(1000);
    fake.at(0).text("b;\nx");
    assert.equal((await second.ghost)?.text, "b;");
  });

  it("leaves the call alone when another document changes or is closed", async () => {
    const { fake, clock, ask, engine } = editor("const a = |\n");
    ask();
    await clock.advance(1000);
    const { view } = documentOf("x|", { uri: "file:///other.ts" });
    engine.edited(view, { start: { line: 0, character: 0 }, text: "x" });
    engine.closed(view.uri);
    assert.equal(fake.at(0).state, "running");
  });

  it("never has two calls under way", async () => {
    const { fake, clock, ask, document } = editor("const a = |\n");
    ask();
    await clock.advance(1000);
    document.type("zzz");
    ask();
    await clock.advance(1000);
    assert.deepEqual(
      fake.calls.map(({ state }) => state),
      ["aborted", "running"],
    );
  });

  it("leaves no timer and no call behind when it is disposed", async () => {
    const { fake, clock, ask, engine } = editor("const a = |\n");
    const { ghost } = ask();
    await clock.advance(1000);
    engine.dispose();
    assert.equal(await ghost, undefined);
    assert.equal(fake.at(0).state, "aborted");
    assert.equal(clock.pending(), 0);
  });

  it("leaves no timer behind when it is disposed before the next question", async () => {
    const { fake, clock, ask, document, engine } = editor("const a = |\n");
    const { cancel } = ask();
    await clock.advance(1000);
    fake.at(0).text("foo");
    await clock.advance(0);
    engine.edited(document.view, { start: document.type("f"), text: "f" });
    cancel();
    await clock.advance(0);
    assert.equal(clock.pending(), 1);
    engine.dispose();
    assert.equal(clock.pending(), 0);
  });

  it("ends the call when its document is closed", async () => {
    const { fake, clock, ask, engine, document } = editor("const a = |\n");
    ask();
    await clock.advance(1000);
    engine.closed(document.view.uri);
    assert.equal(fake.at(0).state, "aborted");
  });
});
