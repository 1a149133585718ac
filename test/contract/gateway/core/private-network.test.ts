import { strict as assert } from "node:assert";
import { ask, type Answered } from "../../../support/gateway-client.ts";
import { startGatewayStand, type GatewayStand } from "../../../support/gateway-stand.ts";

const page = "https://page.example";

describe("a page from the internet that the user named", () => {
  let stand: GatewayStand;
  before(async () => {
    stand = await startGatewayStand({ providers: [], rules: { origins: [page] } });
  });
  after(() => stand.close());

  const preflight = (origin: string, headers: Readonly<Record<string, string>> = {}): Promise<Answered> =>
    ask(stand, "/v1/models", {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "GET", ...headers },
    });

  it("is let in to this machine where its browser asks for that, and no other page is", async () => {
    const asks = { "access-control-request-private-network": "true" };
    const allowed = "access-control-allow-private-network";
    assert.equal((await preflight(page, asks)).headers[allowed], "true");
    assert.equal((await preflight(page)).headers[allowed], undefined);
    const other = await preflight("https://evil.example", asks);
    assert.equal(other.status, 403);
    assert.equal(other.headers[allowed], undefined);
  });
});
