import assert from "node:assert/strict";
import type { Setup } from "../../../src/features/gateway/tool-settings.ts";
import { keyFor, tools } from "../../../src/features/gateway/tools.ts";
import { decodeBudgets } from "../../../src/connections/budgets.ts";

const url = "http://127.0.0.1:4170";
const token = "sk-switchyard-abcDEF_123-x";

function settingsOf(client: string, shell: Setup["shell"] = "posix"): string {
  const tool = tools.find((one) => one.client === client);
  assert.ok(tool, client);
  return tool.settings({ url, key: keyFor(tool, token), shell });
}

describe("settings of tools for the gateway", () => {
  for (const { client, name } of tools) {
    it(`of ${name} hold the address and a key with its name, and are complete`, () => {
      for (const shell of ["posix", "powershell"] as const) {
        const settings = settingsOf(client, shell);
        assert.ok(settings.includes(url), settings);
        assert.ok(settings.includes(`${token}.${client}`), settings);
        assert.match(settings, /switchyard\/chat/);
        assert.doesNotMatch(settings, /undefined|\[object/);
        assert.ok(settings.endsWith("\n"));
      }
    });
  }

  it("name each client in a way of its own, which a budget takes", () => {
    const names = tools.map(({ client }) => client);
    assert.equal(new Set(names).size, names.length);
    // oxlint-disable-next-line unicorn/no-thenable -- as it reads in the settings
    const { budgets, problem } = decodeBudgets(names.map((client) => ({ usd: 1, per: "day", client, then: "stop" })));
    assert.deepEqual([budgets.length, problem], [names.length, undefined]);
    for (const name of names) assert.match(name, /^[a-z][a-z-]*$/);
  });

  it("of Codex ask for the Responses API and take the key from the environment", () => {
    const settings = settingsOf("codex");
    assert.match(settings, /^wire_api = "responses"$/m);
    assert.match(settings, /^env_key = "SWITCHYARD_TOKEN"$/m);
    assert.match(settings, /^base_url = "http:\/\/127\.0\.0\.1:4170\/v1"$/m);
    assert.match(settings, /export SWITCHYARD_TOKEN="sk-switchyard-/);
  });

  it("of Claude Code keep a key of Anthropic's out of the way, and have no /v1, which it adds", () => {
    const settings = settingsOf("claude-code");
    assert.match(settings, /^export ANTHROPIC_BASE_URL="http:\/\/127\.0\.0\.1:4170"$/m);
    assert.match(settings, /^export ANTHROPIC_API_KEY=""$/m);
    assert.match(settings, /^export ANTHROPIC_DEFAULT_HAIKU_MODEL="switchyard\/chat:cheapest"$/m);
  });

  it("of Gemini CLI say what to do about the models that it asks on the side", () => {
    assert.match(
      settingsOf("gemini-cli"),
      /^# .*"switchyard\.gateway\.models": \{ "gemini-\*": "switchyard\/chat:cheapest" \}$/m,
    );
  });

  it("of OpenCode are JSON that names a provider, and no model elsewhere", () => {
    const settings = JSON.parse(settingsOf("opencode")) as {
      readonly model: string;
      readonly small_model: string;
      readonly provider: Readonly<Record<string, { readonly models: object }>>;
    };
    for (const model of [settings.model, settings.small_model]) {
      const [provider = "", ...rest] = model.split("/");
      assert.ok(rest.join("/") in (settings.provider[provider]?.models ?? {}), model);
    }
  });

  it("set variables as PowerShell wants them on Windows", () => {
    assert.match(settingsOf("aider", "powershell"), /^\$env:OPENAI_API_BASE = "http:\/\/127\.0\.0\.1:4170\/v1"$/m);
  });
});
