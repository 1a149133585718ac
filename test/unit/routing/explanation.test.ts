import assert from "node:assert/strict";
import { explainTask, type ExplanationDeps } from "../../../src/features/routing/explanation.ts";
import { explanationMarkdown } from "../../../src/features/routing/explanation-markdown.ts";
import { explanationRows, promptPhrase } from "../../../src/features/routing/explanation-rows.ts";
import type { LeftOutRoute, PlannedRoute, PlanQuery } from "../../../src/router/types.ts";
import type { RouteHealth } from "../../../src/spec/health.ts";
import type { Provider } from "../../../src/spec/provider.ts";
import type { Task } from "../../../src/spec/task.ts";
import { createFakeBoard } from "../../support/fake-router.ts";

const now = 1_000_000;
const cloud: Provider = {
  id: "anthropic",
  name: "Anthropic",
  dialect: "anthropic-messages",
  baseUrl: "https://example.com",
  needsKey: true,
  local: false,
  simulated: false,
  models: [],
};
const providers = [cloud, { ...cloud, id: "ollama", name: "Ollama", local: true }];

function planned(id: string, reason: string, expected?: PlannedRoute["expected"]): PlannedRoute {
  const [provider = "", model = ""] = id.split("/");
  const route = { id, provider, model, credential: "c" };
  return { route, reason, probe: false, ...(expected && { expected }) };
}

interface Staged {
  readonly routes?: readonly PlannedRoute[];
  readonly leftOut?: readonly LeftOutRoute[];
  readonly health?: readonly RouteHealth[];
  readonly pin?: string;
  readonly paths?: readonly string[];
}

function setUp({ routes = [], leftOut = [], health = [], pin, paths = [] }: Staged) {
  const queries: PlanQuery[] = [];
  const deps: ExplanationDeps = {
    router: createFakeBoard({
      plan(query) {
        queries.push(query);
        return { task: query.task, routes, leftOut };
      },
      health: () => health,
    }),
    directory: {
      credentials: () => [],
      provider: (id) => providers.find((provider) => provider.id === id),
      model: () => undefined,
    },
    pinned: () => pin,
    conversation: (task) => (task === "chat" ? "s1" : undefined),
    paths: () => paths,
    now: () => now,
  };
  return { queries, explain: (task: Task) => explainTask(task, deps) };
}

const first = planned("anthropic/claude-sonnet-5-5", "first in your chain", { costUsd: 0.012, firstTokenMs: 812 });
const busy: RouteHealth = {
  routeId: "anthropic/claude-haiku#work",
  state: { kind: "open", until: now + 12_000, cause: { class: "overloaded", scope: "model", message: "" } },
};

/** The rows up to those that lead elsewhere, as a person reads them. */
function read(staged: Staged, task: Task = "chat"): readonly string[] {
  const rows = explanationRows(setUp(staged).explain(task), "As ordered");
  const end = rows.findIndex(({ label }) => label === "Change it");
  return rows
    .slice(0, end)
    .flatMap(({ label, description, detail, separator }) =>
      separator ? [`-- ${label}`] : [label, description, detail].flatMap((part) => part || []),
    );
}

describe("an explanation of the routing", () => {
  it("says of each route its place, health, reason, cost and first-token time", () => {
    assert.deepEqual(read({ routes: [first], health: [{ routeId: first.route.id, state: { kind: "closed" } }] }), [
      "-- Would be tried, in this order",
      "1 claude-sonnet-5-5",
      "Anthropic · healthy",
      "first in your chain · about $0.012 · first word in about 0.8 s",
    ]);
  });

  it("says what is not known, and what costs nothing", () => {
    const rows = read({
      routes: [planned("anthropic/new", "next"), planned("ollama/qwen", "last", { costUsd: 0, firstTokenMs: 90 })],
    });
    assert.equal(rows[3], "next · price unknown · not used yet");
    assert.equal(rows[5], "Ollama · on this machine");
    assert.equal(rows[6], "last · free · first word in under 0.1 s");
  });

  it("does not say twice what the reason says", () => {
    const cheap = { costUsd: 0.0042, firstTokenMs: 900 };
    const detail = (reason: string, expected?: PlannedRoute["expected"]) =>
      read({ routes: [planned("anthropic/x", reason, expected)] }).at(-1);
    assert.equal(detail("cheapest: about $0.0042", cheap), "cheapest: about $0.0042 · first word in about 0.9 s");
    assert.equal(
      detail("fastest: first word in about 0.9 s", cheap),
      "fastest: first word in about 0.9 s · about $0.0042",
    );
    assert.equal(detail("price unknown, so last"), "price unknown, so last · not used yet");
    assert.equal(detail("not timed yet: trying it"), "not timed yet: trying it · price unknown");
    assert.equal(detail("cheapest: free", { costUsd: 0 }), "cheapest: free · not used yet");
    // $0.004 stands in $0.0042, but is another price.
    assert.equal(
      detail("stays under $0.0042", { costUsd: 0.004, firstTokenMs: 900 }),
      "stays under $0.0042 · about $0.004 · first word in about 0.9 s",
    );
  });

  it("lists what is left out with its reason, such as privacy or a budget", () => {
    const rows = read({
      routes: [planned("ollama/qwen", "on this machine", { costUsd: 0, firstTokenMs: 200 })],
      leftOut: [
        { entry: "anthropic/claude-sonnet-5-5", reason: "secret/plan.md may only go to models on this machine" },
        {
          entry: busy.routeId,
          reason: "your budget of $5.00 a day is used up ($5.03 spent)",
          expected: { costUsd: 0.002 },
        },
        { entry: "nonsense", reason: "not a route: write it as provider/model or provider/model#key" },
      ],
      health: [busy],
    });
    assert.deepEqual(rows.slice(4), [
      "-- Left out",
      "$(circle-slash) claude-sonnet-5-5",
      "Anthropic",
      "secret/plan.md may only go to models on this machine · price unknown · not used yet",
      "$(circle-slash) claude-haiku",
      "Anthropic · key work · resting for 12.0 s",
      "your budget of $5.00 a day is used up ($5.03 spent) · about $0.002 · not used yet",
      "$(circle-slash) nonsense",
      "not a route: write it as provider/model or provider/model#key",
    ]);
  });

  it("says so when every route is left out", () => {
    const rows = read({ leftOut: [{ entry: "anthropic/x", reason: "no key for anthropic" }] });
    assert.deepEqual(rows.slice(0, 4), [
      "-- Would be tried, in this order",
      "$(warning) No route",
      "Every route is left out; each says why below.",
      "-- Left out",
    ]);
  });

  it("leads to a key when nothing is connected", () => {
    const rows = explanationRows(setUp({}).explain("chat"), "As ordered");
    assert.equal(rows[1]?.label, "$(warning) Nothing is connected");
    assert.deepEqual(rows[1]?.step, { kind: "connect" });
    assert.ok(!rows.some(({ label }) => label === "Left out"));
  });

  it("calls a task that is switched off by its name", () => {
    const rows = read({ leftOut: [{ entry: "completion", reason: "switched off in the settings" }] }, "completion");
    assert.deepEqual(rows.slice(-2), ["$(circle-slash) Ghost text", "switched off in the settings"]);
  });

  it("asks for a usual prompt of the task, with what is pinned, the conversation and the files at hand", () => {
    const { queries, explain } = setUp({ pin: "a/b", paths: ["src/a.ts"] });
    assert.equal(promptPhrase(explain("chat")), "for a prompt of 3,000 tokens with src/a.ts");
    explain("completion");
    assert.deepEqual(queries, [
      { task: "chat", promptTokens: 3000, paths: ["src/a.ts"], pinned: "a/b", conversation: "s1" },
      { task: "completion", promptTokens: 1500, paths: ["src/a.ts"], pinned: "a/b" },
    ]);
  });

  it("leads to the other tasks and names the preset in use", () => {
    const rows = explanationRows(setUp({ routes: [first] }).explain("chat"), "Cheapest");
    assert.deepEqual(
      rows.flatMap(({ step }) => (step?.kind === "task" ? [step.task] : [])),
      ["completion", "explain"],
    );
    assert.equal(rows.find(({ step }) => step?.kind === "preset")?.description, "now: Cheapest");
  });
});

describe("an explanation as Markdown", () => {
  it("can be pasted into an issue", () => {
    const { explain } = setUp({
      routes: [first],
      leftOut: [{ entry: "no`tick", reason: "not a route" }],
      health: [{ routeId: first.route.id, state: { kind: "closed" } }],
    });
    assert.equal(
      explanationMarkdown(explain("chat"), "As ordered"),
      [
        "## Routing of chat",
        "",
        "Preset: As ordered. Expected for a prompt of 3,000 tokens; nothing was sent.",
        "",
        "### Would be tried, in this order",
        "",
        "1. `anthropic/claude-sonnet-5-5` (Anthropic, healthy): first in your chain; about $0.012; first word in about 0.8 s",
        "",
        "### Left out",
        "",
        "- `` no`tick ``: not a route",
        "",
      ].join("\n"),
    );
  });

  it("says that nothing would be tried", () => {
    assert.match(explanationMarkdown(setUp({}).explain("explain"), "Balanced"), /in this order\n\nNothing\.\n$/);
  });
});
