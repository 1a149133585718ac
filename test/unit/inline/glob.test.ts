import assert from "node:assert/strict";
import { matchesGlob } from "../../../src/features/inline/glob.ts";

describe("matchesGlob", () => {
  const rows: readonly (readonly [glob: string, path: string, expected: boolean])[] = [
    ["*.sql", "a.sql", true],
    ["*.sql", "db/schema/a.sql", true],
    ["*.sql", "a.sql.ts", false],
    ["secret/*", "secret/a.ts", true],
    ["secret/*", "src/secret/a.ts", false],
    ["**/secret/**", "src/secret/deep/a.ts", true],
    ["**/secret/**", "secret/a.ts", true],
    ["src/**/*.test.ts", "src/a.test.ts", true],
    ["src/**/*.test.ts", "src/x/y/a.test.ts", true],
    ["/build", "build/out.js", true],
    ["/build", "src/build/out.js", false],
    ["generated/", "src/generated/a.ts", true],
    ["*.{pem,key}", "certs/server.KEY", true],
    ["*.{pem,key}", "certs/server.crt", false],
    ["a,b.ts", "b.ts", false],
    ["a?c.ts", "abc.ts", true],
    ["a?c.ts", "a/c.ts", false],
    ["a+b(1).ts", "a+b(1).ts", true],
    ["*.{pem", "x.{pem", true],
    ["}{", "a.ts", false],
    ["", "a.ts", false],
    ["   ", "a.ts", false],
    ["**/.ssh/*", "/home/me/.ssh/config", true],
    ["💡*", "💡idea.md", true],
  ];
  for (const [glob, path, expected] of rows) {
    it(`${JSON.stringify(glob)} ${expected ? "means" : "does not mean"} ${path}`, () => {
      assert.equal(matchesGlob(glob, path), expected);
    });
  }
});
