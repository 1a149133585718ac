import assert from "node:assert/strict";
import { resolveModel } from "../../../../src/gateway/names/resolve-model.ts";
import { listNames } from "../../../../src/gateway/names/list-names.ts";
import type { GatewayRules } from "../../../../src/gateway/ports.ts";
import type { RouteHealth } from "../../../../src/spec/health.ts";
import type { Task } from "../../../../src/spec/task.ts";
import type { Directory } from "../../../../src/router/types.ts";
import { testProvider } from "../../../support/test-providers.ts";

const providers = [
  testProvider("anthropic-messages", { id: "anthropic", models: [{ id: "claude-opus-5", contextWindow: 200_000 }] }),
  testProvider("openai-chat", { id: "groq", models: [{ id: "openai/gpt-oss-120b" }, { id: "shared" }] }),
  testProvider("openai-chat", { id: "lab", models: [{ id: "shared" }] }),
  testProvider("openai-chat", { id: "openai", models: [{ id: "gpt-5" }] }),
];

/** All are connected but OpenAI. */
const directory: Directory = {
  credentials: () => ["anthropic", "groq", "lab"].map((id) => ({ id, providerId: id, label: "work", hasKey: true })),
  provider: (id) => providers.find((one) => one.id === id),
  model: (provider, model) => providers.find(({ id }) => id === provider)?.models.find(({ id }) => id === model),
};

const rules = (...models: GatewayRules["models"]): GatewayRules => ({ models, origins: [] });
const resolve = (name: string, ...models: GatewayRules["models"]) => resolveModel(name, rules(...models), directory);

describe("a model's name", () => {
  const meanings: Readonly<Record<string, unknown>> = {
    switchyard: {},
    "switchyard/explain": { task: "explain" },
    "switchyard/chat:cheapest": { task: "chat", choice: { objective: "cheapest" } },
    "switchyard:fastest": { choice: { objective: "fastest" } },
    "anthropic/claude-opus-5": { choice: { chain: ["anthropic/claude-opus-5"] } },
    "anthropic/claude-opus-5#work": { choice: { chain: ["anthropic/claude-opus-5#work"] } },
    "groq/openai/gpt-oss-120b": { choice: { chain: ["groq/openai/gpt-oss-120b"] } },
    "claude-opus-5": { choice: { chain: ["anthropic/claude-opus-5"] } },
    shared: { choice: { chain: ["groq/shared", "lab/shared"] } },
    "claude-of-next-year": { choice: { chain: ["anthropic/claude-of-next-year"] } },
    // OpenAI is not connected, and Groq calls a model so.
    "openai/gpt-oss-120b": { choice: { chain: ["groq/openai/gpt-oss-120b"] } },
    "openai/gpt-5": { choice: { chain: ["openai/gpt-5"] } },
  };
  for (const [name, meaning] of Object.entries(meanings)) {
    it(`${name} is ${JSON.stringify(meaning)}`, () => assert.deepEqual(resolve(name), meaning));
  }

  for (const name of ["gpt-5", "switchyard/cook", "switchyard/chat:dearest", "", "nobody/knows", "toString"]) {
    it(`"${name}" is none here, and the error says what would be one`, () => {
      const problem = resolve(name);
      assert.ok("kind" in problem && problem.kind === "model-gone" && problem.status === 404);
      assert.equal(problem.param, "model");
      assert.match(problem.message, /switchyard\/chat/);
    });
  }
});

describe("the user's own names", () => {
  it("go before all others, the first that fits holding", () => {
    const table = [
      { name: "gpt-*", chain: ["lab/shared"] },
      { name: "gpt-5", task: "chat" },
    ] as const;
    assert.deepEqual(resolve("gpt-5", ...table), { choice: { chain: ["lab/shared"] } });
    assert.deepEqual(resolve("claude-opus-5", { name: "claude-opus-5", task: "explain" }), { task: "explain" });
  });

  it("fit as a whole, and take nothing but * for a wildcard", () => {
    const named = (name: string, pattern: string) => !("kind" in resolve(name, { name: pattern, task: "chat" }));
    assert.ok(named("a.b", "a.b"));
    assert.ok(named("my-fast-one", "my-*-one"));
    assert.ok(!named("aXb", "a.b"));
    assert.ok(!named("xmy-fast-one", "my-*-one"));
    assert.ok(!named("gpt", "gpt-*"));
  });

  it("may carry an objective alone", () => {
    assert.deepEqual(resolve("thrifty", { name: "thrifty", objective: "cheapest" }), {
      choice: { objective: "cheapest" },
    });
  });
});

describe("the list of names", () => {
  it("has the tasks that lead somewhere, the user's own without wildcards, and what is connected", () => {
    const well: RouteHealth = { routeId: "lab/shared", state: { kind: "closed" } };
    const router = { health: (task: Task) => (task === "embedding" ? [] : [well]) };
    const table = rules({ name: "mine", task: "chat" }, { name: "gpt-*", task: "chat" });
    const names = listNames(table, directory, router);
    assert.deepEqual(
      names.map(({ id }) => id),
      [
        "switchyard/completion",
        "switchyard/chat",
        "switchyard/explain",
        "mine",
        "anthropic/claude-opus-5",
        "groq/openai/gpt-oss-120b",
        "groq/shared",
        "lab/shared",
      ],
    );
    assert.equal(names.find(({ id }) => id === "anthropic/claude-opus-5")?.contextWindow, 200_000);
  });
});
