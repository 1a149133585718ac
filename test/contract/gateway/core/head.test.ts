import { strict as assert } from "node:assert";
import { ask } from "../../../support/gateway-client.ts";
import { startGatewayStand } from "../../../support/gateway-stand.ts";

describe("a request for the head of an answer", () => {
  it("is answered as one for the whole, without the body", async () => {
    const stand = await startGatewayStand({ providers: [] });
    const whole = await ask(stand, "/v1/models", { method: "GET" });
    const head = await ask(stand, "/v1/models", { method: "HEAD" });
    await stand.close();
    assert.equal(head.status, 200);
    assert.equal(head.text, "");
    assert.equal(head.headers["content-length"], whole.headers["content-length"]);
  });
});
