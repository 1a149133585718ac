import assert from "node:assert/strict";
import { followGatewayToken } from "../../../src/platform/gateway-token.ts";

/** A secret storage that tells everybody of each change, as windows of one user share it. */
function sharedSecrets() {
  const kept = new Map<string, string>();
  const listeners = new Set<(change: { readonly key: string }) => void>();
  return {
    kept,
    get: async (key: string) => kept.get(key),
    async store(key: string, value: string) {
      kept.set(key, value);
      for (const listener of listeners) listener({ key });
    },
    onDidChange(listener: (change: { readonly key: string }) => void) {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
  };
}

const failed = (error: unknown) => assert.fail(String(error));
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("the gateway's token", () => {
  it("is made when it is first wanted, and is then the same in every window", async () => {
    const secrets = sharedSecrets();
    const one = followGatewayToken(secrets, failed);
    assert.equal(one.current, undefined);
    assert.equal(secrets.kept.size, 0);
    const made = await one.ensure();
    assert.match(made, /^sk-switchyard-[\w-]{43}$/);
    assert.equal(one.current, made);
    assert.equal(await followGatewayToken(secrets, failed).ensure(), made);
  });

  it("is made once, however often it is wanted at the same time", async () => {
    const token = followGatewayToken(sharedSecrets(), failed);
    const [first, second] = await Promise.all([token.ensure(), token.ensure()]);
    assert.equal(first, second);
  });

  it("is renewed in every window at once", async () => {
    const secrets = sharedSecrets();
    const [one, other] = [followGatewayToken(secrets, failed), followGatewayToken(secrets, failed)];
    const old = await one.ensure();
    await other.ensure();
    const renewed = await one.renew();
    await settle();
    assert.notEqual(renewed, old);
    assert.deepEqual([one.current, other.current], [renewed, renewed]);
  });

  it("is one and the same where two windows make it at the same time", async () => {
    const secrets = sharedSecrets();
    const [one, other] = [followGatewayToken(secrets, failed), followGatewayToken(secrets, failed)];
    await Promise.all([one.renew(), other.renew()]);
    await settle();
    assert.equal(one.current, other.current);
  });

  it("is refused where the storage loses what it is given", async () => {
    const secrets = { ...sharedSecrets(), store: async () => {} };
    await assert.rejects(followGatewayToken(secrets, failed).ensure(), /could not be stored/);
  });

  it("is followed no more once it is let go of", async () => {
    const secrets = sharedSecrets();
    const [one, other] = [followGatewayToken(secrets, failed), followGatewayToken(secrets, failed)];
    const old = await one.ensure();
    one.dispose();
    await other.renew();
    await settle();
    assert.equal(one.current, old);
  });
});
