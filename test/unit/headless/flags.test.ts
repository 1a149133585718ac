import assert from "node:assert/strict";
import { readFlags } from "../../../src/headless/flags.ts";

describe("the command line of a gateway without an editor", () => {
  it("names a file, and a port where another one is wanted", () => {
    assert.deepEqual(readFlags(["--config", "a.json"]), { kind: "serve", config: "a.json" });
    assert.deepEqual(readFlags(["--config=a.json", "--port=0"]), { kind: "serve", config: "a.json", port: 0 });
    assert.deepEqual(readFlags(["--port", "65535", "--config", "a.json"]), {
      kind: "serve",
      config: "a.json",
      port: 65_535,
    });
  });

  it("asks for help or the version before anything else", () => {
    assert.equal(readFlags(["--help"]).kind, "help");
    assert.equal(readFlags(["-h", "--port", "x"]).kind, "help");
    assert.equal(readFlags(["--version"]).kind, "version");
  });

  const wrong: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [[], /--config names no file/],
    [["--config", ""], /--config names no file/],
    [["--config"], /--config/],
    [["--config", "a", "--port", "4170x"], /--port is a number from 0 to 65535/],
    [["--config", "a", "--port", "65536"], /--port is a number/],
    [["--config", "a", "--port=-1"], /--port is a number/],
    [["--confg", "a"], /--confg/],
    [["a.json"], /a\.json/],
  ];
  for (const [args, message] of wrong) {
    it(`is refused as ${JSON.stringify(args)}`, () => {
      const flags = readFlags(args);
      assert.ok(flags.kind === "wrong");
      assert.match(flags.message, message);
    });
  }
});
