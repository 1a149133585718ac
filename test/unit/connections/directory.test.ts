import assert from "node:assert/strict";
import { createClients } from "../../../src/connections/clients.ts";
import { createConnections, type DirectorySources } from "../../../src/connections/directory.ts";
import { createModelListings } from "../../../src/connections/model-listings.ts";
import type { Credential, Provider, ProviderClient, Route } from "../../../src/spec/provider.ts";
import type { StreamPart } from "../../../src/spec/stream.ts";

const provider = (id: string, more: Partial<Provider> = {}): Provider => ({
  id,
  name: id.toUpperCase(),
  dialect: "openai-chat",
  baseUrl: `https://${id}.example/v1`,
  needsKey: true,
  local: false,
  simulated: false,
  models: [{ id: "small", contextWindow: 1000, maxOutputTokens: 100 }],
  ...more,
});
const credential = (providerId: string): Credential => ({
  id: `cred-${providerId}`,
  providerId,
  label: "default",
  hasKey: true,
});
const noListings = createModelListings({ now: () => 0, schedule: () => () => {} }, () =>
  Promise.reject(new Error("not asked")),
);
const route: Route = { id: "acme/small", provider: "acme", model: "small", credential: "cred-acme" };

function sources(more: Partial<DirectorySources> = {}): DirectorySources {
  return {
    catalog: [provider("acme"), provider("other")],
    custom: () => [],
    credentials: () => [credential("acme")],
    simulated: () => undefined,
    revision: () => 0,
    listings: noListings,
    ...more,
  };
}

describe("connections", () => {
  it("put the user's own provider in the place of a catalog row of that id", () => {
    const own = provider("acme", { baseUrl: "http://127.0.0.1:1/v1" });
    const connections = createConnections(sources({ custom: () => [own] }));
    assert.equal(connections.provider("acme"), own);
    assert.equal(connections.providers().length, 2);
  });

  it("are as they were until the revision grows, which it does for every listing too", async () => {
    const known = { custom: [provider("acme")], revision: 1 };
    const clock = { now: () => 0, schedule: () => () => {} };
    const listings = createModelListings(clock, async () => ({ ok: true, value: [{ id: "live" }] }));
    const connections = createConnections(
      sources({ custom: () => known.custom, revision: () => known.revision, listings }),
    );
    const before = connections.revision();
    assert.equal(connections.provider("acme"), known.custom[0]);
    known.custom = [provider("acme", { baseUrl: "http://127.0.0.1:1/v1" })];
    known.revision = 2;
    assert.equal(connections.provider("acme"), known.custom[0]);
    const changed = connections.revision();
    assert.ok(changed > before);
    await listings.fetch(credential("acme"), new AbortController().signal);
    assert.ok(connections.revision() > changed);
    listings.forget("acme");
    assert.ok(connections.revision() > changed + 1);
  });

  it("let a live listing correct what was bundled without losing the rest", async () => {
    const clock = { now: () => 0, schedule: () => () => {} };
    const listings = createModelListings(clock, async () => ({
      ok: true,
      value: [{ id: "small", contextWindow: 2000 }],
    }));
    await listings.fetch(credential("acme"), new AbortController().signal);
    const connections = createConnections(sources({ listings }));
    assert.deepEqual(connections.model("acme", "small"), { id: "small", contextWindow: 2000, maxOutputTokens: 100 });
    assert.equal(connections.model("acme", "unheard-of"), undefined);
  });

  it("give a provider without bundled models those that it listed, as one and the same object", async () => {
    const clock = { now: () => 0, schedule: () => () => {} };
    const listings = createModelListings(clock, async () => ({ ok: true, value: [{ id: "live" }] }));
    const connections = createConnections(sources({ listings, catalog: [provider("local", { models: [] })] }));
    assert.deepEqual(connections.provider("local")?.models, []);
    await listings.fetch(credential("local"), new AbortController().signal);
    assert.deepEqual(connections.provider("local")?.models, [{ id: "live" }]);
    assert.equal(connections.provider("local"), connections.provider("local"));
  });

  it("show nothing but the simulator while it runs", () => {
    const simulated = provider("sim", { simulated: true, needsKey: false });
    const connections = createConnections(sources({ simulated: () => [simulated] }));
    assert.deepEqual(
      connections.credentials().map(({ providerId }) => providerId),
      ["sim"],
    );
    assert.equal(connections.provider("acme"), undefined);
  });
});

describe("provider clients", () => {
  const answering: ProviderClient = {
    async *stream() {
      yield { type: "text", text: "hello" };
      yield { type: "finish", reason: "stop" };
    },
    listModels: async () => ({ ok: true, value: [] }),
    countTokens: async () => undefined,
  };
  const collect = async (parts: AsyncIterable<StreamPart>) => Array.fromAsync(parts);
  const request = { kind: "chat", messages: [] } as const;
  const signal = new AbortController().signal;

  it("are made with the key of their credential, once", async () => {
    const keys: (string | undefined)[] = [];
    const clients = createClients(
      createConnections(sources()),
      async (id) => `key-of-${id}`,
      ({ key }) => {
        keys.push(key);
        return answering;
      },
    );
    await collect(clients.transport(route, request, signal));
    const parts = await collect(clients.transport(route, request, signal));
    assert.equal(parts[0]?.type, "text");
    assert.deepEqual(keys, ["key-of-cred-acme"]);
  });

  it("are made anew after their key changed", async () => {
    const keys: (string | undefined)[] = [];
    let stored = "old";
    const clients = createClients(
      createConnections(sources()),
      async () => stored,
      ({ key }) => {
        keys.push(key);
        return answering;
      },
    );
    await clients.of("cred-acme");
    stored = "new";
    clients.forget("cred-acme");
    await clients.of("cred-acme");
    assert.deepEqual(keys, ["old", "new"]);
  });

  it("answer with a failure that says what to do when the key is gone", async () => {
    const clients = createClients(
      createConnections(sources()),
      async () => undefined,
      () => answering,
    );
    const [part] = await collect(clients.transport(route, request, signal));
    assert.equal(part?.type === "failure" && part.failure.class, "credential-invalid");
    assert.match(part?.type === "failure" ? part.failure.message : "", /Manage API Keys/);
  });
});
