import assert from "node:assert/strict";
import type { Gateway } from "../../../src/gateway/ports.ts";
import type { GatewayState } from "../../../src/spec/gateway.ts";
import type { Occupant } from "../../../src/gateway/share/recognise.ts";
import { shareGateway } from "../../../src/gateway/share/share.ts";
import { createFakeClock } from "../../support/fake-clock.ts";

/** A port that `taken` keeps from being bound; who has it is said by `occupant`. */
function bench(taken?: string) {
  const clock = createFakeClock();
  const world = { taken, occupant: "ours" as Occupant, closed: 0, binds: 0 };
  const states: GatewayState[] = [];
  const gateway: Gateway = {
    port: 4170,
    url: "http://127.0.0.1:4170",
    stats: () => ({ startedAt: 1, requests: 7, underWay: 0, clients: [] }),
    close: async () => void (world.closed += 1),
  };
  const shared = shareGateway({
    port: 4170,
    async start() {
      world.binds += 1;
      if (world.taken) throw Object.assign(new Error("no"), { code: world.taken });
      return gateway;
    },
    token: () => "sk-t",
    clock,
    changed: () => states.push(shared.state),
    recognise: async () => world.occupant,
  });
  const kinds = () => states.map(({ kind }) => kind);
  return { clock, world, states, kinds, shared };
}

describe("sharing a gateway", () => {
  it("serves where the port is free, and tells of it", async () => {
    const { clock, states, shared } = bench();
    assert.equal(shared.state.kind, "starting");
    assert.equal(shared.stats(), undefined);
    await clock.advance(0);
    assert.deepEqual(states, [{ kind: "serving", url: "http://127.0.0.1:4170" }]);
    assert.equal(shared.stats()?.requests, 7);
  });

  it("follows while ours is there, says so once, and takes over within a second of its end", async () => {
    const { clock, world, kinds, shared } = bench("EADDRINUSE");
    await clock.advance(60_000);
    assert.deepEqual(kinds(), ["following"]);
    world.taken = undefined;
    await clock.advance(1_000);
    assert.deepEqual(kinds(), ["following", "serving"]);
    assert.equal(shared.state.kind, "serving");
  });

  it("is not blocked by one doubtful answer, for a token is being changed or a window is busy", async () => {
    const { clock, world, kinds } = bench("EADDRINUSE");
    await clock.advance(1_000);
    world.occupant = "stranger";
    await clock.advance(1_400);
    world.occupant = "ours";
    await clock.advance(10_000);
    assert.deepEqual(kinds(), ["following"]);
  });

  it("is blocked by another program, says so once, and goes on looking every few seconds", async () => {
    const { clock, world, states, kinds } = bench("EADDRINUSE");
    world.occupant = "stranger";
    await clock.advance(60_000);
    const message = "Port 4170 is in use by another program. It is tried again every few seconds.";
    assert.deepEqual(states, [{ kind: "blocked", port: 4170, message }]);
    assert.ok(world.binds > 10 && world.binds < 40, String(world.binds));
    world.taken = undefined;
    await clock.advance(3_000);
    assert.deepEqual(kinds(), ["blocked", "serving"]);
  });

  it("follows where one of ours takes the port that another program had", async () => {
    const { clock, world, kinds } = bench("EADDRINUSE");
    world.occupant = "stranger";
    await clock.advance(10_000);
    world.occupant = "ours";
    await clock.advance(3_000);
    assert.deepEqual(kinds(), ["blocked", "following"]);
  });

  it("tries again at once where whoever had the port has just left", async () => {
    const { clock, world, kinds } = bench("EADDRINUSE");
    world.occupant = "nobody";
    await clock.advance(0);
    world.taken = undefined;
    await clock.advance(100);
    assert.deepEqual(kinds(), ["serving"]);
  });

  it("says what the system does not allow", async () => {
    const { clock, states } = bench("EACCES");
    await clock.advance(0);
    assert.deepEqual(states, [
      {
        kind: "blocked",
        port: 4170,
        message: "This system does not let the gateway use port 4170. It is tried again every few seconds.",
      },
    ]);
  });

  it("closes what it serves when it leaves, and leaves nothing behind", async () => {
    const { clock, world, kinds, shared } = bench();
    await clock.advance(0);
    await shared.stop();
    assert.deepEqual(kinds(), ["serving", "off"]);
    assert.deepEqual([world.closed, shared.stats(), clock.pending()], [1, undefined, 0]);
  });

  it("closes what starts while it leaves, and never says that it serves", async () => {
    const { clock, world, kinds, shared } = bench();
    await shared.stop();
    await clock.advance(10_000);
    assert.deepEqual(kinds(), ["off"]);
    assert.equal(world.closed, 1);
  });

  it("stops looking when it leaves", async () => {
    const { clock, world, kinds, shared } = bench("EADDRINUSE");
    await clock.advance(1_000);
    await shared.stop();
    const binds = world.binds;
    world.taken = undefined;
    await clock.advance(10_000);
    assert.equal(world.binds, binds);
    assert.deepEqual(kinds(), ["following", "off"]);
  });
});
