import assert from "node:assert/strict";
import { createGatewayControl, type GatewayShare } from "../../../src/features/gateway/control.ts";
import type { GatewayState } from "../../../src/spec/gateway.ts";

/** A control whose settings are in `world`, and the shares that it made. */
function bench() {
  const world = { wanted: undefined as number | undefined, changes: 0, refused: undefined as string | undefined };
  const shares: { readonly port: number; state: GatewayState; graceMs?: number | undefined; stopped: boolean }[] = [];
  const control = createGatewayControl({
    wanted: () => world.wanted,
    async share(port): Promise<GatewayShare> {
      await new Promise((resolve) => setImmediate(resolve));
      if (world.refused !== undefined) throw new Error(world.refused);
      const made = {
        port,
        state: { kind: "serving", url: `http://127.0.0.1:${port}` } as GatewayState,
        stopped: false,
      };
      shares.push(made);
      return {
        get state() {
          return made.state;
        },
        stats: () => ({ requests: 3, underWay: 1 }),
        async stop(graceMs) {
          Object.assign(made, { stopped: true, graceMs });
        },
      };
    },
    changed: () => (world.changes += 1),
  });
  /** The standing's kind as it is now. */
  const kind = (): string => control.standing.kind;
  return { world, shares, control, kind };
}

describe("this window's part in the gateway", () => {
  it("is none until the settings ask for it", async () => {
    const { control, shares, kind } = bench();
    await control.follow();
    assert.deepEqual([kind(), control.traffic(), shares.length], ["off", undefined, 0]);
  });

  it("starts and stops as the settings say, telling of each", async () => {
    const { world, control, shares, kind } = bench();
    world.wanted = 4170;
    const starting = control.follow();
    await Promise.resolve();
    assert.equal(kind(), "starting");
    await starting;
    assert.deepEqual(control.standing, { kind: "serving", url: "http://127.0.0.1:4170" });
    assert.equal(control.traffic()?.underWay, 1);
    const before = world.changes;
    world.wanted = undefined;
    await control.follow();
    assert.deepEqual([kind(), shares[0]?.stopped], ["off", true]);
    assert.ok(world.changes > before);
  });

  it("moves to another port, and leaves the old one", async () => {
    const { world, control, shares } = bench();
    world.wanted = 4170;
    await control.follow();
    world.wanted = 4180;
    await control.follow();
    assert.deepEqual(
      shares.map(({ port, stopped }) => [port, stopped]),
      [
        [4170, true],
        [4180, false],
      ],
    );
  });

  it("is left alone by a change that is none", async () => {
    const { world, control, shares } = bench();
    world.wanted = 4170;
    await control.follow();
    await control.follow();
    assert.equal(shares.length, 1);
  });

  it("ends as the last of several quick changes says", async () => {
    const { world, control, shares, kind } = bench();
    for (const wanted of [4170, undefined, 4180, undefined]) {
      world.wanted = wanted;
      void control.follow();
    }
    await control.follow();
    assert.equal(kind(), "off");
    assert.ok(shares.every(({ stopped }) => stopped));
  });

  it("says why it cannot start, and starts when it is asked again", async () => {
    const { world, control, kind } = bench();
    world.wanted = 4170;
    world.refused = "The token could not be stored.";
    await control.follow();
    assert.deepEqual(control.standing, { kind: "blocked", port: 4170, message: "The token could not be stored." });
    world.wanted = undefined;
    await control.follow();
    assert.equal(kind(), "off");
    Object.assign(world, { wanted: 4170, refused: undefined });
    await control.follow();
    assert.equal(kind(), "serving");
  });

  it("ends for good, with the grace that there is, also while it starts", async () => {
    const { world, control, shares, kind } = bench();
    world.wanted = 4170;
    void control.follow();
    await Promise.resolve();
    assert.equal(kind(), "starting");
    await control.stop(1_500);
    await control.follow();
    assert.equal(kind(), "off");
    assert.deepEqual([shares.length, shares[0]?.graceMs], [1, 1_500]);
  });
});
