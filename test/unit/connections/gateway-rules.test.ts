import assert from "node:assert/strict";
import { decodeGatewayModels, decodeGatewayOrigins } from "../../../src/connections/gateway-rules.ts";

describe("switchyard.gateway.models", () => {
  for (const [said, meant] of [
    ["openai/gpt-5", { chain: ["openai/gpt-5"] }],
    ["openrouter/anthropic/claude#work", { chain: ["openrouter/anthropic/claude#work"] }],
    ["switchyard/chat", { task: "chat" }],
    ["switchyard/completion:cheapest", { task: "completion", objective: "cheapest" }],
    [["openai/gpt-5", "ollama/qwen"], { chain: ["openai/gpt-5", "ollama/qwen"] }],
    [
      { chain: ["openai/gpt-5"], objective: "fastest" },
      { chain: ["openai/gpt-5"], objective: "fastest" },
    ],
    [{ task: "explain" }, { task: "explain" }],
  ] as const) {
    it(`takes ${JSON.stringify(said)}`, () => {
      assert.deepEqual(decodeGatewayModels({ "claude-*": said }), { models: [{ name: "claude-*", ...meant }] });
    });
  }

  it("keeps the order in which names are written, for the first that fits holds", () => {
    const { models } = decodeGatewayModels({ "gpt-5*": "openai/gpt-5", "*": "switchyard/chat" });
    assert.deepEqual(
      models.map(({ name }) => name),
      ["gpt-5*", "*"],
    );
  });

  for (const [said, message] of [
    ["gpt-5", 'at "m.chain.0": "gpt-5" is not a route; write it as provider/model'],
    ["switchyard/chatt", 'at "m.task": a task is completion, chat, explain or embedding'],
    ["switchyard/chat:best", 'at "m.objective": an objective is ordered, cheapest, fastest or balanced'],
    [[], 'at "m.chain": a chain has a route at least'],
    [["switchyard/chat"], 'at "m.chain.0": switchyard/… is a chain and cannot be part of another one'],
    [{}, 'at "m": chain, task or objective is wanted'],
    [{ model: "x" }, 'at "m.model": "model" is nothing that a model\'s name has'],
  ] as const) {
    it(`says what is wrong with ${JSON.stringify(said)}, and keeps the other names`, () => {
      const { models, problem } = decodeGatewayModels({ m: said, ok: "openai/gpt-5" });
      assert.deepEqual(problem, { setting: "switchyard.gateway.models", message });
      assert.deepEqual(models, [{ name: "ok", chain: ["openai/gpt-5"] }]);
    });
  }

  for (const value of [null, [], "x", 7]) {
    it(`refuses ${JSON.stringify(value)} as a whole`, () => {
      const { models, problem } = decodeGatewayModels(value);
      assert.deepEqual(models, []);
      assert.ok(problem);
    });
  }

  it("refuses a meaning that is neither text, nor a list, nor an object", () => {
    assert.match(decodeGatewayModels({ m: 7 }).problem?.message ?? "", /^at "m": a route such as/);
  });
});

describe("switchyard.gateway.origins", () => {
  it("writes each as browsers do, once", () => {
    const { origins, problem } = decodeGatewayOrigins([
      "https://Chat.Example:443/",
      "https://chat.example",
      "http://localhost:3000",
      "chrome-extension://abcdef",
    ]);
    assert.equal(problem, undefined);
    assert.deepEqual(origins, ["https://chat.example", "http://localhost:3000", "chrome-extension://abcdef"]);
  });

  for (const wrong of ["*", "localhost:3000", "https://a.example/chat", "https://user:pass@a.example", "", 7]) {
    it(`refuses ${JSON.stringify(wrong)} and keeps the others`, () => {
      const { origins, problem } = decodeGatewayOrigins([wrong, "http://localhost:3000"]);
      assert.equal(problem?.setting, "switchyard.gateway.origins");
      assert.deepEqual(origins, ["http://localhost:3000"]);
    });
  }
});
