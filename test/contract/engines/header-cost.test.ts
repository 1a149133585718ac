import assert from "node:assert/strict";
import { createProviderClient } from "../../../src/providers/client.ts";
import type { Usage } from "../../../src/spec/usage.ts";
import { text, user } from "../../support/chat-calls.ts";
import { startServer } from "../../support/loopback-server.ts";
import { unbatched } from "../../support/unbatched.ts";
import { engineAt } from "./describe-engine.ts";

const body = { model: "x", messages: [{ role: "user", content: "Hello?" }] };
const answer = {
  object: "chat.completion",
  choices: [{ index: 0, message: { role: "assistant", content: "Hi!" }, finish_reason: "stop" }],
  usage: { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 },
};

async function usageWith(cost: string): Promise<Usage | undefined> {
  const server = await startServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json", "x-litellm-response-cost": cost });
    response.end(JSON.stringify(answer));
  });
  const client = createProviderClient({ provider: engineAt("litellm", `${server.url}/v1`), key: "sk-1234" });
  const verbatim = { format: "openai-chat", body, streamed: false } as const;
  const request = { kind: "chat", messages: [user(text("Hello?"))], verbatim } as const;
  let usage: Usage | undefined;
  for await (const part of unbatched(client.stream(request, "gpt-6-sol", new AbortController().signal))) {
    if (part.type === "usage") usage = part.usage;
  }
  await server.stop();
  return usage;
}

describe("the cost of a whole answer of LiteLLM", () => {
  it("is read from its header", async () => {
    const usage = await usageWith("2.85e-05");
    assert.equal(usage?.reportedCost, 0.0000285);
    assert.equal(usage.source, "reported");
  });

  for (const cost of ["0.0", "None", "", "-1"]) {
    it(`is unknown where the header says "${cost}"`, async () => {
      const usage = await usageWith(cost);
      assert.equal(usage?.input, 3);
      assert.equal(usage.reportedCost, undefined);
    });
  }
});
