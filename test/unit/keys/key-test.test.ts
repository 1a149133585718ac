import assert from "node:assert/strict";
import { freeLabel, labelProblem, readKeyTest } from "../../../src/features/keys/key-test.ts";
import type { FailureClass } from "../../../src/spec/failure.ts";
import type { Provider } from "../../../src/spec/provider.ts";

const provider: Provider = {
  id: "acme",
  name: "Acme",
  dialect: "openai-chat",
  baseUrl: "https://acme.example/v1",
  needsKey: true,
  local: false,
  simulated: false,
  models: [],
};
const failed = (failureClass: FailureClass) =>
  readKeyTest(provider, { ok: false, failure: { class: failureClass, scope: "credential", message: "no." } });

describe("trying a key", () => {
  it("works when the provider lists its models", () => {
    assert.deepEqual(readKeyTest(provider, { ok: true, value: [{ id: "m" }] }), { kind: "works", models: 1 });
  });

  it("is refused when the provider speaks of the key or the account", () => {
    assert.deepEqual(failed("credential-invalid"), { kind: "refused", message: "Acme: no." });
    assert.equal(failed("quota-exhausted").kind, "refused");
  });

  it("says nothing of the key when the provider could not be asked", () => {
    for (const failureClass of ["network", "timeout", "server-error", "rate-limited"] as const) {
      assert.equal(failed(failureClass).kind, "unknown");
    }
  });
});

describe("a key's name", () => {
  it("is one that no other key of the provider has", () => {
    assert.deepEqual(
      [freeLabel([]), freeLabel(["default"]), freeLabel(["default", "key 2"])],
      ["default", "key 2", "key 3"],
    );
  });

  it("cannot be empty, taken, or hold what separates a route's parts", () => {
    assert.equal(labelProblem("work", ["home"]), undefined);
    for (const label of [" ", "a#b", "a/b", "home"]) assert.ok(labelProblem(label, ["home"]));
  });
});
