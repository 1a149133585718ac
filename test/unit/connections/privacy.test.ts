import assert from "node:assert/strict";
import { decodeLocalOnly } from "../../../src/connections/privacy.ts";

describe("switchyard.localOnly", () => {
  it("lets everything go where it is empty", () => {
    const { privacy, problem } = decodeLocalOnly([]);
    assert.equal(problem, undefined);
    assert.equal(privacy(["secret/plan.md"]), undefined);
  });

  it("keeps a file outside every workspace folder too, whose path begins at the root", () => {
    const { privacy } = decodeLocalOnly(["secret/**", "*.pem"]);
    for (const path of ["/elsewhere/secret/plan.md", "C:/elsewhere/secret/a/b.ts", "/elsewhere/keys/site.pem"]) {
      assert.match(privacy([path]) ?? "", /may only go to models on this machine/, path);
    }
    assert.equal(privacy(["/elsewhere/open/plan.md"]), undefined);
    assert.equal(privacy(["docs/secret/plan.md"]), undefined);
  });

  it("keeps a request here as soon as one of its files is meant, and names that file", () => {
    const { privacy, problem } = decodeLocalOnly(["secret/**", "*.pem"]);
    assert.equal(problem, undefined);
    assert.equal(privacy(["src/a.ts", "secret/plan.md"]), "secret/plan.md may only go to models on this machine");
    assert.equal(privacy(["deep/in/server.PEM"]), "deep/in/server.PEM may only go to models on this machine");
    assert.equal(privacy(["src/a.ts", "src/secret.ts"]), undefined);
    assert.equal(privacy([]), undefined);
  });

  const rows: readonly (readonly [value: unknown, message: string])[] = [
    ["secret/**", "a list of patterns is wanted"],
    [{ "secret/**": true }, "a list of patterns is wanted"],
    [null, "a list of patterns is wanted"],
    [["secret/**", 5], 'at "1": a pattern is text'],
    [["secret/**", "  "], 'at "1": a pattern is not empty'],
    [["*.{pem,key"], 'at "0": *.{pem,key has a brace that is not closed'],
    [["secret/**", "!secret/a.ts"], 'at "1": !secret/a.ts begins with "!", and a pattern cannot take back another'],
  ];
  for (const [value, message] of rows) {
    it(`keeps every file here while it is ${JSON.stringify(value)}, and says why`, () => {
      const { privacy, problem } = decodeLocalOnly(value);
      assert.deepEqual(problem, { setting: "switchyard.localOnly", message });
      const reason = "switchyard.localOnly cannot be read, so files only go to models on this machine";
      assert.equal(privacy(["src/a.ts"]), reason);
      assert.equal(privacy([]), undefined);
    });
  }
});
