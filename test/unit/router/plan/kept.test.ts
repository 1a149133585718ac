import assert from "node:assert/strict";
import type { Directory } from "../../../../src/router/types.ts";
import { createScriptedRouter } from "../../../support/scripted-router.ts";
import { directoryOf } from "../directory-of.ts";

/** A directory that counts how often it is asked for its credentials, as resolving a chain does. */
function counting(directory: Directory, revision: () => number) {
  const asked = { times: 0 };
  const counted: Directory = {
    ...directory,
    revision,
    credentials() {
      asked.times += 1;
      return directory.credentials();
    },
  };
  return { asked, counted };
}

const routesOf = (bench: ReturnType<typeof createScriptedRouter>, pinned?: string) =>
  bench.router.plan({ task: "chat", ...(pinned !== undefined && { pinned }) }).routes.map(({ route }) => route.id);

describe("a chain", () => {
  it("is resolved once for each revision of what it leads to", () => {
    const known = { revision: 1 };
    const { asked, counted } = counting(directoryOf({ id: "a" }, { id: "b" }), () => known.revision);
    const bench = createScriptedRouter({ chain: ["a/m", "b/m"] }, undefined, counted);
    assert.deepEqual(routesOf(bench), ["a/m", "b/m"]);
    const { times } = asked;
    assert.deepEqual(routesOf(bench), ["a/m", "b/m"]);
    assert.equal(asked.times, times);
    known.revision = 2;
    assert.deepEqual(routesOf(bench), ["a/m", "b/m"]);
    assert.ok(asked.times > times);
  });

  it("is another one when the policy changed, or something is pinned", () => {
    const policy = { chain: ["a/m", "b/m"] };
    const { counted } = counting(directoryOf({ id: "a" }, { id: "b" }), () => 1);
    const bench = createScriptedRouter(policy, undefined, counted);
    const other = createScriptedRouter({ chain: ["b/m"] }, undefined, counted);
    assert.deepEqual(routesOf(bench), ["a/m", "b/m"]);
    assert.deepEqual(routesOf(other), ["b/m"]);
    assert.deepEqual(routesOf(bench, "b/m"), ["b/m", "a/m"]);
    assert.deepEqual(routesOf(bench), ["a/m", "b/m"]);
  });

  it("is looked at anew for each plan where the keys of a provider take turns", async () => {
    const { counted } = counting(directoryOf({ id: "a", keys: ["one", "two"] }), () => 1);
    const bench = createScriptedRouter({ chain: ["a/m"] }, undefined, counted);
    const first = routesOf(bench)[0];
    await bench.call();
    assert.notEqual(routesOf(bench)[0], first);
  });
});
