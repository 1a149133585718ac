import assert from "node:assert/strict";
import * as v from "valibot";
import { chatDecoders } from "../../../src/protocol/decode-chat.ts";

const takes = (name: keyof typeof chatDecoders, argument: unknown) => v.is(chatDecoders[name], argument);

describe("what the chat view may ask", () => {
  it("opens web and mail addresses only", () => {
    for (const href of ["https://example.com/a?b=1#c", "http://localhost:3000", "mailto:a@example.com"]) {
      assert.ok(takes("openLink", { href }), href);
    }
    for (const href of [
      "javascript:alert(1)",
      "JavaScript:alert(1)",
      " javascript:alert(1)",
      "java\nscript:alert(1)",
      "command:workbench.action.quit",
      "vscode://settings",
      "file:///etc/passwd",
      "data:text/html,x",
      "//example.com",
      "example.com",
      "../secrets",
      "",
    ]) {
      assert.ok(!takes("openLink", { href }), href);
    }
  });

  it("takes a chip with or without lines, which begin at 1", () => {
    const chip = { path: "a.ts", language: "typescript", tokens: 12 };
    assert.ok(takes("reveal", chip));
    assert.ok(takes("reveal", { ...chip, lines: [1, 3] }));
    assert.ok(!takes("reveal", { ...chip, lines: [0, 3] }));
    assert.ok(!takes("reveal", { ...chip, lines: [1] }));
    assert.ok(!takes("reveal", { ...chip, lines: [1, 2.5] }));
  });

  it("takes known actions only", () => {
    assert.ok(takes("act", { action: "addKey" }));
    assert.ok(!takes("act", { action: "toString" }));
    assert.ok(!takes("act", { action: "workbench.action.quit" }));
  });

  it("drops what is not declared", () => {
    const sent = { text: "Hello", withSelection: true, pinned: "openai/gpt-5" };
    assert.deepEqual(v.parse(chatDecoders.send, sent), { text: "Hello", withSelection: true });
  });
});
