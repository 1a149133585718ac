import assert from "node:assert/strict";
import { accountAccess } from "../../../src/providers/accounts/account-apis.ts";
import { createAccountReader } from "../../../src/providers/accounts/read-account.ts";
import type { Provider } from "../../../src/spec/provider.ts";
import { openAiSdk, useSimulator } from "../../support/simulator-clients.ts";
import { failure, reading } from "./stand-in.ts";

describe("the balance at a simulated provider", () => {
  const simulator = useSimulator();
  const read = createAccountReader();
  const provider = (id: string): Provider => {
    const found = simulator().providers.find((each) => each.id === id);
    assert.ok(found);
    return found;
  };
  const balance = async () =>
    reading(await read({ provider: provider("sim-openai"), key: undefined }, new AbortController().signal)).balances[0];

  it("is told without a key, and goes down with use", async () => {
    const before = await balance();
    assert.equal(before?.currency, "USD");
    assert.equal(before.remaining, 25);
    await openAiSdk(simulator()).chat.completions.create({
      model: "sim-openai-large",
      messages: [{ role: "user", content: "What is 6 * 7?" }],
    });
    const after = await balance();
    assert.ok((after?.remaining ?? 25) < 25);
    assert.ok(Math.abs((after?.remaining ?? 0) + (after?.used ?? 0) - 25) < 1e-9);
  });

  it("is refused when the simulator plays a wrong key", async () => {
    simulator().setFault("sim-openai", { kind: "bad-key" });
    const told = await read({ provider: provider("sim-openai"), key: undefined }, new AbortController().signal);
    assert.equal(failure(told).code, "wrong-key");
  });

  it("is only told where OpenAI's format is spoken", () => {
    assert.deepEqual(accountAccess(provider("sim-openai"), false), { readable: true });
    assert.deepEqual(accountAccess(provider("sim-fim"), false), { readable: true });
    assert.deepEqual(accountAccess(provider("sim-anthropic"), false), { readable: false });
  });
});
