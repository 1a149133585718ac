import assert from "node:assert/strict";
import { globProblem, matchesGlob } from "../../../src/connections/glob.ts";

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
    ["app/[id]/*", "app/[id]/page.tsx", true],
    ["app/[id]/*", "app/[idx]/page.tsx", false],
    ["*.[ch]", "src/main.c", true],
    ["*.[ch]", "src/main.cc", false],
    ["log[0-9].txt", "log7.txt", true],
    ["log[!0-9].txt", "log7.txt", false],
    ["log[!0-9].txt", "logs.txt", true],
    ["a[!b]c", "a/c", false],
    ["a[z-a]", "a[z-a]", true],
    ["a[z-a]", "ab", false],
    ["a[!]", "ab", false],
    ["a[\\d]", "a5", false],
    ["a[b", "a[b", true],
    ["a[*]", "a[*]", true],
    ["{a,[bc]}.ts", "c.ts", true],
  ];
  for (const [glob, path, expected] of rows) {
    it(`${JSON.stringify(glob)} ${expected ? "means" : "does not mean"} ${path}`, () => {
      assert.equal(matchesGlob(glob, path), expected);
    });
  }
});

describe("what is wrong with a pattern", () => {
  const rows: readonly (readonly [glob: string, problem: RegExp])[] = [
    ["", /not empty/],
    ["  ", /not empty/],
    ["{a,b", /brace/],
    ["a}", /brace/],
    ["!keep.ts", /cannot take back/],
    ["secret\\plan.md", /backslash/],
  ];
  for (const [glob, problem] of rows) {
    it(`is told of ${JSON.stringify(glob)}`, () => assert.match(globProblem(glob) ?? "", problem));
  }

  for (const glob of ["*.sql", "**/secret/**", "*.{pem,key}", "app/[id]", "/build/", "a!b"]) {
    it(`is nothing for ${glob}`, () => assert.equal(globProblem(glob), undefined));
  }
});
