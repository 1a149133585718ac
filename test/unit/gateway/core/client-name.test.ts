import assert from "node:assert/strict";
import { clientName } from "../../../../src/gateway/names/client-name.ts";

describe("a caller's name", () => {
  it("is the one behind its token before the one in its header", () => {
    assert.equal(clientName("codex", "aider", "curl/8"), "codex");
    assert.equal(clientName(undefined, "aider", "curl/8"), "aider");
  });

  for (const [agent, name] of [
    ["codex_cli_rs/0.99.0 (Debian 12)", "codex"],
    ["codex_exec/0.171.0 (Debian 12.0.0; x86_64) dumb (codex_exec; 0.171.0)", "codex"],
    ["claude-cli/2.4.0 (external, cli)", "claude-code"],
    ["claude-code/2.1.197", "claude-code"],
    ["GeminiCLI-tui/0.61.0/openai/gpt-5-codex (linux; x64; terminal)", "gemini-cli"],
    ["opencode/1.18.33 ai-sdk/provider-utils/4.0.23 runtime/bun/1.3.14", "opencode"],
    ["GeminiCLI/0.30.0/gemini-3-pro (linux; x64)", "gemini-cli"],
    ["opencode/1.2.0", "opencode"],
    ["curl/8.5.0", "curl"],
    ["Mozilla/5.0", "gateway"],
    [undefined, "gateway"],
  ] as const) {
    it(`is ${name} where a program calls itself ${agent}`, () => {
      assert.equal(clientName(undefined, undefined, agent), name);
    });
  }

  it("is not one that a table or a page could not show", () => {
    for (const name of ["", "a b", "<b>", "x".repeat(41), "é"]) assert.equal(clientName(name, name), "gateway");
  });

  it("is not the editor's own, behind which its calls would be hidden", () => {
    assert.equal(clientName("editor", "editor", "curl/8"), "curl");
    assert.equal(clientName("editor-2", undefined), "editor-2");
  });
});
