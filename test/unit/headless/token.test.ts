import assert from "node:assert/strict";
import { tokenFrom } from "../../../src/headless/token.ts";

const long = "a-token-that-is-long-enough";

describe("the token of a gateway without an editor", () => {
  it("is fresh and long at each start unless one is set", () => {
    const [one, other] = [tokenFrom(undefined, {}), tokenFrom(undefined, { SWITCHYARD_TOKEN: "" })];
    assert.ok("token" in one && "token" in other);
    assert.match(one.token, /^sk-switchyard-[\w-]{43}$/);
    assert.notEqual(one.token, other.token);
  });

  it("is what the usual variable holds, or the one that the file names", () => {
    assert.deepEqual(tokenFrom(undefined, { SWITCHYARD_TOKEN: `${long}\n` }), { token: long });
    assert.deepEqual(tokenFrom("MINE", { SWITCHYARD_TOKEN: "not-this-one-at-all", MINE: long }), { token: long });
  });

  it("is not made up where the file names a variable that is not set", () => {
    assert.deepEqual(tokenFrom("MINE", { SWITCHYARD_TOKEN: long }), {
      problem: "token.env: the variable that is named here is not set",
    });
  });

  it("is refused, and not repeated, when no caller could show it or anybody could guess it", () => {
    for (const token of ["short", `${long}.codex`, `${long} and more`, `${long}\u{e4}`]) {
      const found = tokenFrom(undefined, { SWITCHYARD_TOKEN: token });
      assert.ok("problem" in found, token);
      assert.match(found.problem, /^SWITCHYARD_TOKEN: a token has at least 16/);
      assert.ok(!found.problem.includes(token));
    }
  });
});
