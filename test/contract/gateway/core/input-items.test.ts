import { strict as assert } from "node:assert";
import { ask, jsonOf } from "../../../support/gateway-client.ts";
import { startGatewayStand } from "../../../support/gateway-stand.ts";
import { readBody, startServer } from "../../../support/loopback-server.ts";
import { testProvider } from "../../../support/test-providers.ts";

const answer = {
  object: "chat.completion",
  choices: [{ index: 0, message: { role: "assistant", content: "Blue." }, finish_reason: "stop" }],
};

describe("what a response was asked with", () => {
  it("is given out by the response's id, and not once it is forgotten", async () => {
    const upstream = await startServer(async (request, response) => {
      const { stream } = JSON.parse(await readBody(request)) as { stream?: boolean };
      assert.equal(stream, true);
      response.writeHead(200, { "content-type": "text/event-stream" });
      const [choice] = answer.choices;
      const chunk = { choices: [{ index: 0, delta: choice?.message, finish_reason: choice?.finish_reason }] };
      response.end(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`);
    });
    const provider = testProvider("openai-chat", { id: "chat", baseUrl: `${upstream.url}/v1`, models: [{ id: "m" }] });
    const stand = await startGatewayStand({ providers: [provider] });
    const body = { model: "chat/m", input: "Which colour?" };
    const made = jsonOf(await ask(stand, "/v1/responses", { body: JSON.stringify(body) })) as { id: string };
    const items = await ask(stand, `/v1/responses/${made.id}/input_items`, { method: "GET" });
    const { data } = jsonOf(items) as { data: readonly { content: unknown }[] };
    assert.equal(JSON.stringify(data[0]?.content), '"Which colour?"');
    await ask(stand, `/v1/responses/${made.id}`, { method: "DELETE" });
    assert.equal((await ask(stand, `/v1/responses/${made.id}/input_items`, { method: "GET" })).status, 404);
    await stand.close();
    await upstream.stop();
  });
});
