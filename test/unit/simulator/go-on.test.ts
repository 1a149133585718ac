import assert from "node:assert/strict";
import { continueRequest } from "../../../src/router/continuation/continuation-request.ts";
import { Seam } from "../../../src/router/continuation/seam.ts";
import { answer } from "../../../src/simulator/answers/answer.ts";
import type { ChatPrompt, Turn } from "../../../src/simulator/prompt.ts";
import type { ChatRequest } from "../../../src/spec/request.ts";

const noon = Date.UTC(2026, 10, 23, 12, 5);
const question = "What is 12 * 7? And how many r in strawberry?";
const request: ChatRequest = {
  kind: "chat",
  messages: [{ role: "user", content: [{ type: "text", text: question }] }],
};

function promptOf({ messages }: ChatRequest): ChatPrompt {
  const turns = messages.map(({ role, content }): Turn => {
    return { role, text: content.map((part) => (part.type === "text" ? part.text : "")).join("") };
  });
  return {
    kind: "chat",
    model: "sim-large",
    system: "",
    turns,
    tools: [],
    stop: [],
    cache: { kind: "none" },
  };
}

function textFor(prompt: ChatPrompt): string {
  const given = answer(prompt, noon);
  assert.equal(given.kind, "text");
  return given.text;
}

describe("a simulated model that is asked to go on with a broken answer", () => {
  it("makes the answer whole, wherever it broke off", () => {
    const whole = textFor(promptOf(request));
    for (let cut = 2; cut < whole.length; cut += 1) {
      const shown = whole.slice(0, cut);
      const next = continueRequest(request, shown);
      assert.ok(next);
      const seam = new Seam(shown, next.anchor);
      const rest = seam.push(textFor(promptOf(next.request))) + seam.end().text;
      assert.equal(shown + rest, whole, `cut at ${cut}`);
    }
  });

  it("takes an ordinary second question for one", () => {
    const turns: readonly Turn[] = [
      { role: "user", text: "Hello" },
      { role: "assistant", text: "Hello. What may I do for you?" },
      { role: "user", text: "What is 2 + 2?" },
    ];
    assert.match(textFor({ ...promptOf(request), turns }), /is \*\*4\*\*/);
  });
});
