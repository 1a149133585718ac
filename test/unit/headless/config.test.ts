import assert from "node:assert/strict";
import { type Config, readConfig } from "../../../src/headless/config.ts";

const environment = { OPENAI_API_KEY: "the-first-key", SECOND: "the-second-key\n", EMPTY: " \n" };
const openai = { provider: "openai", env: "OPENAI_API_KEY" };

const read = (file: unknown) => readConfig(typeof file === "string" ? file : JSON.stringify(file), environment);

function configOf(file: unknown): Config {
  const result = read(file);
  assert.ok("config" in result, "problems" in result ? result.problems.join("\n") : "");
  return result.config;
}

function problemsOf(file: unknown): readonly string[] {
  const result = read(file);
  assert.ok("problems" in result, "it was taken as it is");
  return result.problems;
}

describe("the file of a gateway without an editor", () => {
  it("needs no more than a credential", () => {
    const config = configOf({ credentials: [openai] });
    assert.deepEqual(config.credentials, [
      {
        id: "openai#OPENAI_API_KEY",
        providerId: "openai",
        label: "OPENAI_API_KEY",
        hasKey: true,
        env: "OPENAI_API_KEY",
      },
    ]);
    assert.deepEqual(config.rules, { models: [], origins: [] });
    assert.deepEqual(
      [config.simulated, config.priceUpdates, config.keepCallsDays, config.ledger, config.tokenVariable, config.port],
      [false, true, 365, undefined, undefined, undefined],
    );
    assert.equal(config.user.preset, "ordered");
    assert.deepEqual(config.warnings, []);
  });

  it("says the same nested, dotted, and copied out of VS Code's settings", () => {
    const models = { "gpt-*": "openai/gpt-5" };
    const ways = [
      { gateway: { models, port: 5000 }, preset: "cheapest" },
      { "gateway.models": models, "gateway.port": 5000, preset: "cheapest" },
      { "switchyard.gateway.models": models, "switchyard.gateway.port": 5000, "switchyard.preset": "cheapest" },
      { switchyard: { gateway: { models, port: 5000 }, preset: "cheapest" } },
      { "switchyard.gateway": { models, port: 5000 }, switchyard: { preset: "cheapest" } },
    ];
    for (const way of ways) {
      const { rules, port, user } = configOf({ credentials: [openai], ...way });
      assert.deepEqual(rules.models, [{ name: "gpt-*", chain: ["openai/gpt-5"] }], JSON.stringify(way));
      assert.deepEqual([port, user.preset], [5000, "cheapest"], JSON.stringify(way));
    }
  });

  it("has the settings of the editor decoded as the editor does", () => {
    const { user, rules } = configOf({
      credentials: [{ provider: "mine", env: "SECOND" }],
      policies: { chat: { chain: ["mine/large"], objective: "fastest" } },
      providers: { mine: { baseUrl: "http://127.0.0.1:9/v1/", models: ["large"] } },
      prices: { "mine/large": { input: 1, output: 2 } },
      budgets: [{ usd: 5, per: "day", client: "codex" }],
      limits: { "mine/*": { requestsPerMinute: 10 } },
      localOnly: ["secrets/**"],
      gateway: { origins: ["https://App.example"] },
    });
    assert.deepEqual(user.policies.chat, { chain: ["mine/large"], objective: "fastest" });
    assert.equal(user.providers[0]?.baseUrl, "http://127.0.0.1:9/v1");
    assert.deepEqual(user.prices, { "mine/large": { input: 1, output: 2 } });
    assert.equal(user.budgets[0]?.id, "day client codex");
    assert.match(user.privacy(["secrets/a.txt"]) ?? "", /only go to models on this machine/);
    assert.deepEqual(rules.origins, ["https://app.example"]);
  });

  it("names keys by their variables, several for one provider, none where none is needed", () => {
    const { credentials } = configOf({
      credentials: [openai, { provider: "openai", label: "spare", env: "SECOND" }, { provider: "ollama" }],
    });
    assert.deepEqual(
      credentials.map(({ id, hasKey }) => [id, hasKey]),
      [
        ["openai#OPENAI_API_KEY", true],
        ["openai#spare", true],
        ["ollama#default", false],
      ],
    );
  });

  it("turns the simulator on in either way, and then wants no keys", () => {
    const missing = [{ provider: "openai", env: "NOT_SET" }];
    for (const way of [
      { simulator: true },
      { simulator: { enabled: true } },
      { "switchyard.simulator.enabled": true },
    ]) {
      assert.equal(configOf({ ...way, credentials: missing }).simulated, true, JSON.stringify(way));
      assert.equal(configOf(way).simulated, true, JSON.stringify(way));
    }
    assert.deepEqual(problemsOf({ simulator: false, credentials: missing }), [
      "credentials.0.env: the variable that is named here is not set",
    ]);
  });

  it("may hold what means nothing here, and says so", () => {
    const { warnings } = configOf({
      credentials: [openai],
      "completion.delay": 100,
      completion: { multiline: "never" },
    });
    assert.deepEqual(warnings, [
      "completion.delay: this is the editor's and means nothing here",
      "completion.multiline: this is the editor's and means nothing here",
    ]);
  });

  it("may begin with a byte order mark, as Windows' editors write it", () => {
    assert.equal(configOf('\u{FEFF}{ "simulator": true }').simulated, true);
  });

  const wrong: readonly (readonly [title: string, file: unknown, problem: RegExp])[] = [
    ["a key that is misspelt", { credentials: [openai], polices: {} }, /^polices: there is no such key; .*policies/],
    [
      "a nested key that is misspelt",
      { credentials: [openai], gateway: { model: {} } },
      /^gateway\.model: there is no/,
    ],
    [
      "a key that is there twice",
      { credentials: [openai], preset: "local", "switchyard.preset": "local" },
      /^preset: .*twice/,
    ],
    ["a policy for no task", { credentials: [openai], policies: { chats: {} } }, /^policies: /],
    ["a preset that is none", { credentials: [openai], preset: "best" }, /^preset: a preset is ordered, /],
    ["a budget without a period", { credentials: [openai], budgets: [{ usd: 5 }] }, /^budgets: at "0.per"/],
    [
      "a name that means no route",
      { credentials: [openai], gateway: { models: { a: "gpt" } } },
      /^gateway\.models: at "a\./,
    ],
    ["an origin that is every page", { credentials: [openai], "gateway.origins": ["*"] }, /^gateway\.origins: /],
    ["a port that is none", { credentials: [openai], "gateway.port": 70_000 }, /^gateway\.port: a port is/],
    ["days that are none", { credentials: [openai], keepCallsDays: -1 }, /^keepCallsDays: days are/],
    ["a ledger that is no path", { credentials: [openai], ledger: true }, /^ledger: a folder is wanted/],
    ["a simulator that is no flag", { simulator: "yes" }, /^simulator: simulator is true or false/],
    ["no credentials", {}, /^credentials: there is none/],
    ["credentials by name", { credentials: { openai: "KEY" } }, /^credentials: a list is wanted/],
    [
      "a provider that does not exist",
      { credentials: [{ provider: "opnai", env: "SECOND" }] },
      /^credentials\.0\.provider: there is no provider "opnai"/,
    ],
    ["a key that is missing", { credentials: [{ provider: "openai" }] }, /^credentials\.0: OpenAI needs a key/],
    [
      "a variable that is not set",
      { credentials: [{ provider: "openai", env: "NOT_SET" }] },
      /^credentials\.0\.env: .* not set/,
    ],
    [
      "a variable that is empty",
      { credentials: [{ provider: "openai", env: "EMPTY" }] },
      /^credentials\.0\.env: .* not set/,
    ],
    ["two keys of one label", { credentials: [openai, openai] }, /^credentials\.1: openai has one of this label/],
    [
      "a label of two words",
      { credentials: [{ ...openai, label: "my own" }] },
      /^credentials\.0\.label: a label is one word/,
    ],
    ["a list", [], /^the file is to hold an object/],
    ["nothing", "", /^the file is not JSON/],
    ["a comma too many", '{\n  "simulator": true,\n}', /^the file is not JSON at line 3 /],
  ];
  for (const [title, file, problem] of wrong) {
    it(`is refused with ${title}`, () => {
      const [first, ...others] = problemsOf(file);
      assert.match(first ?? "", problem);
      assert.deepEqual(others, []);
    });
  }

  it("has everything that is wrong told at once", () => {
    const problems = problemsOf({ polices: {}, preset: "best", credentials: [{ provider: 1 }] });
    assert.deepEqual(
      problems.map((problem) => problem.slice(0, problem.indexOf(":"))),
      ["polices", "credentials.0.provider", "preset"],
    );
  });

  it("never has a secret repeated that stands where its variable's name belongs", () => {
    const secret = "sk-proj-AbC123_do-not-show";
    const plain = "AIzaSyDoNotShow";
    const files = [
      { credentials: [{ provider: "openai", env: secret }] },
      { credentials: [{ provider: "openai", env: plain }] },
      { credentials: [{ provider: "openai", key: secret }] },
      { credentials: [{ provider: "openai", env: [secret] }] },
      { credentials: [secret] },
      { credentials: secret },
      { credentials: [openai], token: secret },
      { credentials: [openai], token: { env: secret } },
      { credentials: [openai], token: { value: secret } },
      `{ "credentials": [{ "env": ${secret} }] }`,
      `{ "credentials": [{ "env": "${secret} }] }`,
    ];
    for (const file of files) {
      const told = problemsOf(file).join("\n");
      assert.ok(told.length > 0 && !told.includes(secret) && !told.includes(plain), `${JSON.stringify(file)}: ${told}`);
    }
  });
});
