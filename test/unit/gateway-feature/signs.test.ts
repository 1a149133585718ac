import assert from "node:assert/strict";
import { createClientsToday } from "../../../src/features/gateway/clients-today.ts";
import { gatewayCard } from "../../../src/features/gateway/gateway-card.ts";
import type { GatewayState } from "../../../src/spec/gateway.ts";
import { gatewayStatus } from "../../../src/features/gateway/status-words.ts";
import type { GatewayCard, GatewayClient } from "../../../src/protocol/usage.ts";
import { noUsage, type UsageSeries } from "../../../src/spec/series.ts";
import { createFakeClock } from "../../support/fake-clock.ts";

const url = "http://127.0.0.1:4170";
const codex: GatewayClient = { client: "Codex CLI", attempts: 31, costUsd: 0.42, unpriced: 0, estimated: 0 };
const card = (more: Partial<GatewayCard> = {}): GatewayCard => ({ state: "serving", url, clients: [], ...more });

describe("the gateway's card", () => {
  const facts = (standing: GatewayState) => ({
    standing: () => standing,
    traffic: () => (standing.kind === "serving" ? { requests: 7, underWay: 1 } : undefined),
    port: () => 4170,
    clients: () => [codex],
  });

  it("is not there while the gateway is off", () => {
    assert.equal(gatewayCard(facts({ kind: "off" })), undefined);
  });

  it("tells of the traffic where this window serves", () => {
    const shown = gatewayCard(facts({ kind: "serving", url }));
    assert.deepEqual(shown, { state: "serving", url, requests: 7, underWay: 1, clients: [codex] });
  });

  it("tells of today's clients also where another window serves", () => {
    assert.deepEqual(gatewayCard(facts({ kind: "following", url })), { state: "following", url, clients: [codex] });
  });

  it("is at the port that is blocked, also while the settings name another one already", () => {
    const shown = gatewayCard(facts({ kind: "blocked", port: 4180, message: "Port 4180 is in use." }));
    assert.equal(shown?.url, "http://127.0.0.1:4180");
  });

  it("says why it is blocked, and where it would be", () => {
    const shown = gatewayCard(facts({ kind: "blocked", port: 4170, message: "Port 4170 is in use." }));
    assert.deepEqual(shown, { state: "blocked", url, problem: "Port 4170 is in use.", clients: [codex] });
  });
});

describe("the gateway in the status bar", () => {
  it("is a tower and a port", () => {
    assert.deepEqual(gatewayStatus(card()), {
      text: "$(radio-tower) 4170",
      tooltip: [`Gateway: ${url}, served by this window`],
      warning: false,
    });
  });

  it("warns by icon and words where it is blocked", () => {
    const { text, tooltip, warning } = gatewayStatus(card({ state: "blocked", problem: "Port 4170 is in use." }));
    assert.deepEqual(
      [text, tooltip[0], warning],
      ["$(warning) 4170", "Gateway: not running. Port 4170 is in use.", true],
    );
  });

  it("tells of traffic and of today's clients, a few of them", () => {
    const clients = Array.from({ length: 8 }, (_, at) => ({ ...codex, client: `tool-${at}` }));
    const { tooltip } = gatewayStatus(card({ requests: 1, underWay: 2, clients }));
    assert.equal(tooltip[1], "1 request since it started, 2 under way");
    assert.deepEqual(tooltip.slice(2, 4), ["Today:", "tool-0: 31 attempts, $0.42"]);
    assert.equal(tooltip.at(-1), "and 2 more");
  });

  it("never says that unknown costs are none", () => {
    const words = (more: Partial<GatewayClient>) =>
      gatewayStatus(card({ clients: [{ ...codex, ...more }] })).tooltip[2];
    assert.equal(words({ costUsd: 0, unpriced: 3 }), "Codex CLI: 31 attempts, cost unknown");
    assert.equal(words({ unpriced: 3 }), "Codex CLI: 31 attempts, $0.42 or more");
  });
});

describe("the gateway's clients of today", () => {
  const part = (name: string) => ({ name, totals: { ...noUsage, attempts: 31, usd: 0.42 }, buckets: [] });
  const series: UsageSeries = { grain: "day", starts: [], parts: [part("editor"), part("codex")] };

  function bench() {
    const clock = createFakeClock(new Date(2026, 10, 3, 15).getTime());
    const world = { series, changes: 0, spans: [] as number[] };
    const clients = createClientsToday({
      async series({ span, split }) {
        assert.equal(split, "client");
        world.spans.push(span.from);
        return world.series;
      },
      clock,
      changed: () => (world.changes += 1),
      onError: (error) => assert.fail(String(error)),
    });
    return { clock, world, clients };
  }

  it("are all but the editor, since midnight, told of when they are known", async () => {
    const { clock, world, clients } = bench();
    assert.deepEqual(clients(), []);
    await clock.advance(1);
    assert.deepEqual(clients(), [codex]);
    assert.deepEqual([world.changes, world.spans], [1, [new Date(2026, 10, 3).getTime()]]);
  });

  it("are read again for whoever asks, but not at every asking, and not for nobody", async () => {
    const { clock, world, clients } = bench();
    for (let at = 0; at < 100; at += 1) {
      clients();
      await clock.advance(10);
    }
    assert.equal(world.spans.length, 1);
    world.series = { ...series, parts: [] };
    await clock.advance(2_000);
    assert.deepEqual([world.spans.length, world.changes, clients()], [2, 2, []]);
    await clock.advance(60_000);
    assert.ok(world.spans.length <= 3, String(world.spans.length));
  });
});
