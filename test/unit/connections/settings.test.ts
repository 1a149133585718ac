import assert from "node:assert/strict";
import { decodeCustomProviders } from "../../../src/connections/custom-providers.ts";
import { decodePolicies, policyFor } from "../../../src/connections/policies.ts";
import { readUserSettings } from "../../../src/connections/user-settings.ts";

const deadlines = { connectMs: 1000, firstTokenMs: 2000, idleMs: 3000, totalMs: 4000 };

describe("switchyard.policies", () => {
  it("gives each task its chain, and the default deadlines where none are set", () => {
    const { policies, problem } = decodePolicies({
      chat: { chain: ["openai/gpt-5", "openrouter/anthropic/claude#work"], deadlines: { idleMs: 9000 } },
    });
    assert.equal(problem, undefined);
    assert.deepEqual(policyFor("chat", { deadlines, preset: {}, setting: policies }, true), {
      enabled: true,
      chain: ["openai/gpt-5", "openrouter/anthropic/claude#work"],
      deadlines: { ...deadlines, idleMs: 9000 },
    });
    assert.deepEqual(policyFor("explain", { deadlines, preset: {}, setting: policies }, true), {
      enabled: true,
      chain: [],
      deadlines,
    });
  });

  it("says how the chain is ordered, over what the preset says", () => {
    const { policies: setting } = decodePolicies({ chat: { objective: "cheapest", continueBroken: false } });
    const preset = { objective: "balanced", hedge: "never" } as const;
    const policy = policyFor("chat", { deadlines, preset, setting }, true);
    assert.deepEqual([policy.objective, policy.hedge, policy.continueBroken], ["cheapest", "never", false]);
    assert.equal(policyFor("explain", { deadlines, preset, setting }, true).objective, "balanced");
  });

  it("is reported where it names no objective there is", () => {
    assert.match(decodePolicies({ chat: { objective: "best" } }).problem?.message ?? "", /objective is ordered/);
  });

  it("says what is wrong in one sentence, and counts as empty", () => {
    const { policies, problem } = decodePolicies({ chat: { chain: ["gpt-5"] } });
    assert.deepEqual(policies, {});
    assert.equal(problem?.setting, "switchyard.policies");
    assert.equal(problem?.message, 'at "chat.chain.0": "gpt-5" is not a route; write it as provider/model');
  });

  for (const value of [
    null,
    [],
    "auto",
    { cht: {} },
    { chat: { chain: "openai/gpt-5" } },
    { chat: { deadlines: { idleMs: 1 } } },
  ]) {
    it(`refuses ${JSON.stringify(value)}`, () => {
      assert.ok(decodePolicies(value).problem);
    });
  }
});

describe("switchyard.providers", () => {
  it("makes a provider of a base URL alone", () => {
    const { providers, problem } = decodeCustomProviders({ lab: { baseUrl: "http://lab.example:8000/v1/" } });
    assert.equal(problem, undefined);
    assert.deepEqual(providers, [
      {
        id: "lab",
        name: "lab",
        dialect: "openai-chat",
        baseUrl: "http://lab.example:8000/v1",
        needsKey: true,
        local: false,
        simulated: false,
        models: [],
      },
    ]);
  });

  it("is told whether a provider serves Responses", () => {
    const { providers } = decodeCustomProviders({
      lab: { baseUrl: "http://lab.example/v1", responses: true },
      shed: { baseUrl: "http://shed.example/v1", responses: false },
    });
    assert.deepEqual(
      providers.map(({ responses }) => responses),
      [true, false],
    );
    assert.ok(decodeCustomProviders({ lab: { baseUrl: "http://lab.example/v1", responses: "yes" } }).problem);
  });

  for (const baseUrl of ["lab:8000", "file:///etc/passwd", "ftp://lab/v1", ""]) {
    it(`refuses the address ${JSON.stringify(baseUrl)}`, () => {
      assert.ok(decodeCustomProviders({ lab: { baseUrl } }).problem);
    });
  }

  it("cannot claim to be the simulator", () => {
    assert.ok(decodeCustomProviders({ lab: { baseUrl: "http://lab/v1", simulated: true } }).problem);
  });
});

describe("the user's settings", () => {
  it("report each malformed one and keep the others", () => {
    const values = {
      policies: 5,
      providers: { lab: { baseUrl: "http://lab/v1" } },
      prices: { "openai/gpt-5": { input: -1 } },
      preset: "best",
      exchangeRates: { CNY: -1 },
      budgets: [{ usd: 5, per: "day" }, { usd: 1 }],
      limits: { "openai/*": { requestsPerMinute: 0 } },
      localOnly: ["secret/**"],
    };
    const read = readUserSettings((key) => values[key]);
    assert.deepEqual(
      read.problems.map(({ setting }) => setting),
      ["policies", "preset", "prices", "exchangeRates", "budgets", "limits"].map((key) => `switchyard.${key}`),
    );
    assert.equal(read.providers.length, 1);
    assert.equal(read.preset, "ordered");
    assert.deepEqual(
      read.budgets.map(({ id }) => id),
      ["day"],
    );
    assert.match(read.privacy(["secret/plan.md"]) ?? "", /models on this machine/);
  });
});
