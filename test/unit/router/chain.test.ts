import assert from "node:assert/strict";
import { parseChainEntry } from "../../../src/router/plan/chain-entry.ts";
import { resolveConnected, resolveEntries } from "../../../src/router/plan/resolve-chain.ts";
import { directoryOf } from "./directory-of.ts";

describe("a chain's entry", () => {
  it("is a provider and a model", () => {
    assert.deepEqual(parseChainEntry("openai/gpt-5"), { provider: "openai", model: "gpt-5" });
  });

  it("may name one key", () => {
    assert.deepEqual(parseChainEntry("openai/gpt-5#my work"), { provider: "openai", model: "gpt-5", label: "my work" });
  });

  it("may have slashes in its model's id", () => {
    assert.deepEqual(parseChainEntry("openrouter/anthropic/claude-sonnet-5#work"), {
      provider: "openrouter",
      model: "anthropic/claude-sonnet-5",
      label: "work",
    });
  });

  it("may have a # in its model's id before a slash", () => {
    assert.deepEqual(parseChainEntry("fireworks/llama#acme/fast"), { provider: "fireworks", model: "llama#acme/fast" });
  });

  it("is read past blanks and past capitals in the provider's name", () => {
    assert.deepEqual(parseChainEntry("  OpenAI/gpt-5 "), { provider: "openai", model: "gpt-5" });
  });

  for (const entry of ["", "gpt-5", "/gpt-5", "openai/", "openai/#work", "openai/gpt-5#"]) {
    it(`is not "${entry}"`, () => assert.equal(parseChainEntry(entry), undefined));
  }
});

describe("a written chain", () => {
  const directory = directoryOf(
    { id: "one" },
    { id: "two", keys: ["work", "home"] },
    { id: "unpaid", keys: ["-old"] },
    { id: "fresh", keys: [] },
    { id: "local", needsKey: false, keys: [] },
  );
  const ids = (...entries: readonly string[]) => resolveEntries(entries, directory).routes.map(({ id }) => id);
  const reason = (entry: string) => resolveEntries([entry], directory).leftOut[0]?.reason ?? "";

  it("leads to one route for each key of a provider, and names the key where there are several", () => {
    assert.deepEqual(ids("two/m", "one/m"), ["two/m#work", "two/m#home", "one/m"]);
  });

  it("leads to the labelled key alone", () => {
    assert.deepEqual(ids("two/m#home"), ["two/m#home"]);
  });

  it("counts a route that stands in it twice where it stands first", () => {
    assert.deepEqual(ids("two/m#home", "one/m", "two/m"), ["two/m#home", "one/m", "two/m#work"]);
  });

  it("takes a model that no listing knows: its provider will tell", () => {
    assert.deepEqual(ids("one/brand-new"), ["one/brand-new"]);
  });

  it("says what is wrong with an entry that leads nowhere, and what to do", () => {
    assert.match(reason("gpt-5"), /write it as provider\/model/);
    assert.match(reason("opnai/gpt-5"), /no provider is called opnai: check the chain/);
    assert.match(reason("fresh/m"), /no key for fresh: add one with "Switchyard: Manage API Keys"/);
    assert.match(reason("unpaid/m"), /no key for unpaid/);
    assert.match(reason("local/m"), /local is not connected/);
    assert.match(reason("one/m#home"), /no key called home/);
  });
});

describe("the chain of a user who wrote none", () => {
  it("is each connected provider in order, with its first model that suits the task", () => {
    const directory = directoryOf(
      {
        id: "both",
        models: [
          { id: "talker", suits: ["chat"] },
          { id: "filler", suits: ["completion"] },
        ],
      },
      { id: "talks", models: [{ id: "only", suits: ["chat"] }] },
    );
    const ids = (task: "chat" | "explain" | "completion") =>
      resolveConnected(task, directory).routes.map(({ id }) => id);
    assert.deepEqual(ids("chat"), ["both/talker", "talks/only"]);
    assert.deepEqual(ids("explain"), ["both/talker", "talks/only"]);
    assert.deepEqual(ids("completion"), ["both/filler", "talks/only"]);
  });

  it("leaves out a provider without a key or without a known model, and says so", () => {
    const directory = directoryOf({ id: "keyless", keys: ["-gone"] }, { id: "bare", needsKey: false, models: [] });
    const { routes, leftOut } = resolveConnected("chat", directory);
    assert.deepEqual(routes, []);
    assert.match(leftOut[0]?.reason ?? "", /no key for keyless/);
    assert.match(leftOut[1]?.reason ?? "", /no model of BARE is known: name one in the chain/);
  });
});
