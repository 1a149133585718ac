import assert from "node:assert/strict";
import { decodeLocalOnly } from "../../../../src/connections/privacy.ts";
import {
  createScriptedRouter,
  endOf,
  failing,
  fillRequest,
  type ScriptedRouter,
} from "../../../support/scripted-router.ts";
import { directoryOf } from "../directory-of.ts";
import { idsOf, leftOutOf } from "./plan-bench.ts";

const secret = { paths: ["src/basket.ts", "secrets/keys.env"] };
const reason = "secrets/keys.env may only go to models on this machine";

/** A vendor before a server on this machine and a stand-in; what is in `secrets` stays here. */
function careful(
  chain: readonly string[] = ["a/m", "here/m", "stand-in/m"],
  globs: unknown = ["secrets/**"],
): ScriptedRouter {
  const directory = directoryOf(
    { id: "a" },
    { id: "here", local: true, needsKey: false },
    { id: "stand-in", simulated: true, needsKey: false },
  );
  return createScriptedRouter({ chain }, undefined, directory, { privacy: decodeLocalOnly(globs).privacy });
}

describe("a file that may only go to models on this machine", () => {
  it("goes to no other, and the plan says why", async () => {
    const bench = careful();
    const plan = bench.router.plan({ task: "chat", ...secret });
    assert.deepEqual(idsOf(plan), ["here/m", "stand-in/m"]);
    assert.deepEqual(leftOutOf(plan), [`a/m: ${reason}`]);
    await bench.call(secret);
    assert.deepEqual(bench.asked, ["here/m"]);
  });

  it("goes to no other when those here fail, also when another one is pinned or held the conversation", async () => {
    const bench = careful();
    await bench.call({ conversation: "mine" });
    for (const id of ["here/m", "stand-in/m"]) bench.script(id, [failing("server-error")]);
    for (let at = 0; at < 5; at += 1) await bench.call({ ...secret, conversation: "mine", pinned: "a/m" });
    assert.equal(bench.asked.filter((id) => id === "a/m").length, 1);
  });

  it("goes nowhere where there is none, and the call says why", async () => {
    const bench = careful(["a/m"]);
    const end = endOf(await bench.call({ ...secret, task: "completion", request: fillRequest }));
    assert.equal(end.failure?.message, `No route can be used for completion: a/m (${reason}).`);
    assert.deepEqual(bench.asked, []);
  });

  it("does not hold back what is sent without it", async () => {
    const bench = careful();
    for (const paths of [["src/basket.ts"], [], undefined]) await bench.call(paths && { paths });
    assert.deepEqual(bench.asked, ["a/m", "a/m", "a/m"]);
  });

  it("is any file, while nobody can read which ones are meant", () => {
    const { router } = careful(undefined, 7);
    assert.deepEqual(idsOf(router.plan({ task: "chat", paths: ["src/basket.ts"] })), ["here/m", "stand-in/m"]);
    assert.deepEqual(idsOf(router.plan({ task: "chat" })), ["a/m", "here/m", "stand-in/m"]);
  });
});
