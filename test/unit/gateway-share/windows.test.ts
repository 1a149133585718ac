import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { GatewayState } from "../../../src/spec/gateway.ts";
import { recognise } from "../../../src/gateway/share/recognise.ts";
import { standToken } from "../../support/gateway-stand.ts";
import { startStub } from "./stub-gateway.ts";
import type { Told } from "./window-process.ts";

type Kind = GatewayState["kind"];

/** A process of its own. */
class Window {
  readonly child: ChildProcess = fork(new URL("./window-process.ts", import.meta.url));
  state: Kind = "off";

  constructor() {
    this.child.on("message", (state: Kind) => (this.state = state));
  }

  tell(told: Told): void {
    this.child.send({ ...told });
  }

  async killed(): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await ended;
    this.state = "off";
  }
}

async function until(what: string, holds: () => boolean, withinMs = 5_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`It did not come about: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function freePort(): Promise<number> {
  const gateway = await startStub(0, () => "");
  await gateway.close();
  return gateway.port;
}

const settled = (windows: readonly Window[]) => () =>
  windows.every(({ state }) => state === "serving" || state === "following") &&
  windows.some(({ state }) => state === "serving");
const serving = (windows: readonly Window[]) => windows.filter(({ state }) => state === "serving");

describe("several windows and one gateway", function windows() {
  this.timeout(60_000);
  let open: Window[] = [];
  const openWindows = async (count: number) => {
    open = Array.from({ length: count }, () => new Window());
    await Promise.all(open.map(({ child }) => once(child, "spawn")));
    return open;
  };
  afterEach(async () => {
    await Promise.all(open.filter(({ child }) => child.exitCode === null && !child.killed).map((one) => one.killed()));
  });

  it("exactly one serves, in twenty rounds of a race", async () => {
    const racing = await openWindows(3);
    for (let round = 0; round < 20; round += 1) {
      const port = await freePort();
      for (const one of racing) one.tell({ share: port, token: "sk-t" });
      await until(`round ${round} is settled`, settled(racing));
      assert.equal(serving(racing).length, 1, `round ${round}`);
      for (const one of racing) one.tell({ leave: true });
      await until("all have left", () => racing.every(({ state }) => state === "off"));
    }
  });

  it("another one takes over the same port within two seconds when the one that serves is killed", async () => {
    const port = await freePort();
    const racing = await openWindows(3);
    for (const one of racing) one.tell({ share: port, token: standToken, real: true });
    await until("one serves", settled(racing));
    while (racing.length > 1) {
      const [server] = serving(racing);
      assert.ok(server);
      // A caller's connection is open, as it is between two requests.
      assert.equal((await fetch(`http://127.0.0.1:${port}/health`)).status, 200);
      await server.killed();
      racing.splice(racing.indexOf(server), 1);
      const ended = performance.now();
      await until("another one serves", settled(racing));
      const took = performance.now() - ended;
      assert.ok(took < 2_000, `it took ${Math.round(took)} ms`);
      assert.equal(serving(racing).length, 1);
      assert.equal(await recognise(port, standToken, new AbortController().signal), "ours");
    }
  });

  it("another one takes over when the one that serves leaves", async () => {
    const port = await freePort();
    const racing = await openWindows(2);
    for (const one of racing) one.tell({ share: port, token: "sk-t" });
    await until("one serves", settled(racing));
    const [server] = serving(racing);
    const other = racing.find((one) => one !== server);
    server?.tell({ leave: true });
    await until("the other one serves", () => other?.state === "serving", 2_000);
  });

  it("follows through a change of the token that reaches it before the one that serves", async () => {
    const port = await freePort();
    const racing = await openWindows(2);
    for (const one of racing) one.tell({ share: port, token: "sk-old" });
    await until("one serves", settled(racing));
    const [server] = serving(racing);
    const other = racing.find((one) => one !== server);
    other?.tell({ token: "sk-new" });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    assert.equal(other?.state, "following");
    server?.tell({ token: "sk-new" });
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    assert.equal(other?.state, "following");
  });
});
