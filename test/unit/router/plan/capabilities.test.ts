import assert from "node:assert/strict";
import type { ModelInfo } from "../../../../src/spec/provider.ts";
import type { ChatRequest } from "../../../../src/spec/request.ts";
import {
  chatRequest,
  createScriptedRouter,
  endOf,
  failing,
  fillRequest,
  type ScriptedRouter,
} from "../../../support/scripted-router.ts";
import { directoryOf } from "../directory-of.ts";
import { idsOf, leftOutOf } from "./plan-bench.ts";

const withTools: ChatRequest = { ...chatRequest, tools: [{ name: "read", description: "Reads.", parameters: {} }] };
const withPicture: ChatRequest = {
  kind: "chat",
  messages: [
    {
      role: "user",
      content: [{ type: "image", mediaType: "image/png", source: { kind: "base64", data: "AA==" } }],
    },
  ],
};

/** Routes `a/m`, `b/m` and so on, of whose models this is known. */
function known(...models: readonly Partial<ModelInfo>[]): ScriptedRouter {
  const providers = models.map((model, at) => ({ id: "abcdef"[at] ?? "z", models: [{ id: "m", ...model }] }));
  return createScriptedRouter({ chain: providers.map(({ id }) => `${id}/m`) }, undefined, directoryOf(...providers));
}

describe("a model of which its provider says", () => {
  it("that it takes no pictures is not sent any, and the call says so where no other is left", async () => {
    const bench = known({ takesPictures: false }, {}, { takesPictures: true });
    const end = endOf(await bench.call({ request: withPicture }));
    assert.deepEqual(bench.asked, ["b/m"]);
    assert.deepEqual(leftOutOf(end.plan), ["a/m: it does not take pictures"]);
    const alone = endOf(await known({ takesPictures: false }).call({ request: withPicture }));
    assert.equal(alone.failure?.message, "No route can be used for chat: a/m (it does not take pictures).");
  });

  it("that it takes no tools is not given any", async () => {
    const bench = known({ takesTools: false }, {});
    await bench.call({ request: withTools });
    assert.deepEqual(bench.asked, ["b/m"]);
  });

  it("that it takes neither is asked all else, a gap to be filled too", async () => {
    const bench = known({ takesTools: false, takesPictures: false }, {});
    await bench.call();
    await bench.call({ request: { ...withTools, tools: [] } });
    await bench.call({ task: "completion", request: fillRequest });
    assert.deepEqual(bench.asked, ["a/m", "a/m", "a/m"]);
  });

  it("nothing is tried, and believed from then on", async () => {
    const bench = known({}, {});
    bench.script("a/m", [failing("capability")]);
    await bench.call({ request: withTools });
    const end = endOf(await bench.call({ request: withTools }));
    assert.deepEqual(bench.asked, ["a/m", "b/m", "b/m"]);
    assert.deepEqual(leftOutOf(end.plan), ["a/m: it refused tools before"]);
  });
});

describe("a prompt that is too long", () => {
  it("goes on to larger windows, or to such as are not known, and to no others", async () => {
    const bench = known(
      { contextWindow: 8000 },
      { contextWindow: 8000 },
      { contextWindow: 4000 },
      {},
      { contextWindow: 9000 },
    );
    for (const id of ["a/m", "d/m"]) bench.script(id, [failing("context-too-long")]);
    const end = endOf(await bench.call());
    assert.deepEqual(bench.asked, ["a/m", "d/m", "e/m"]);
    assert.equal(end.record.outcome, "succeeded");
  });

  it("ends the call where no window is larger, with what to do", async () => {
    const bench = known({ contextWindow: 8000 }, { contextWindow: 8000 });
    bench.script("a/m", [failing("context-too-long")]);
    const end = endOf(await bench.call());
    assert.deepEqual(bench.asked, ["a/m"]);
    assert.match(end.failure?.message ?? "", /Leave some context out, or add a model with a larger window/);
  });

  it("is not sent where it is known not to fit", () => {
    const { router } = known({ contextWindow: 8000 }, { contextWindow: 8001 }, {});
    const plan = router.plan({ task: "chat", promptTokens: 8000 });
    assert.deepEqual(idsOf(plan), ["b/m", "c/m"]);
    assert.deepEqual(leftOutOf(plan), ["a/m: the prompt does not fit its window of 8k tokens"]);
  });
});
