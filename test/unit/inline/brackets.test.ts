import assert from "node:assert/strict";
import fc from "fast-check";
import { balanceOf, bracketsIn } from "../../../src/features/inline/brackets.ts";

function brackets(text: string, language = "typescript"): string {
  return bracketsIn(text, language)
    .map(({ character }) => character)
    .join("");
}

describe("the brackets of code", () => {
  const rows: readonly (readonly [text: string, language: string, expected: string])[] = [
    ["f(a[0], { b })", "typescript", "([]{})"],
    ["f(\"(\", `[`, '{')", "typescript", "()"],
    ['f("a\\"(")', "typescript", "()"],
    ["f() // (", "typescript", "()"],
    ["f() // (\ng[]", "typescript", "()[]"],
    ["x = $#[0]", "shellscript", "[]"],
    ["f() # (", "python", "()"],
    ["f() -- (", "lua", "()"],
    ["it's (", "typescript", "("],
    ["it's (\nit's )", "typescript", "()"],
    ["<'a>(x: &'a T)", "rust", "()"],
    ["f('(', '\\'')", "rust", "()"],
    ["it's (so) isn't", "markdown", "()"],
  ];
  for (const [text, language, expected] of rows) {
    it(`of ${JSON.stringify(text)} in ${language} are ${expected}`, () =>
      assert.equal(brackets(text, language), expected));
  }
});

describe("the balance of brackets", () => {
  it("says what is owed, the innermost last", () => {
    assert.deepEqual(balanceOf("f(a, [{", "typescript").owed, [")", "]", "}"]);
  });

  it("says what closes something from before, and where", () => {
    assert.deepEqual(balanceOf("a) }", "typescript").excess, [
      { character: ")", index: 1 },
      { character: "}", index: 3 },
    ]);
  });

  it("is even once what is owed was added", () => {
    const code = fc.array(fc.constantFrom("(", ")", "[", "]", "{", "}", "a", " ", "\n"), { maxLength: 20 });
    fc.assert(
      fc.property(
        code.map((parts) => parts.join("")),
        (text) => {
          const { owed, excess } = balanceOf(text, "typescript");
          const closed = balanceOf(text + owed.toReversed().join(""), "typescript");
          assert.deepEqual(closed, { owed: [], excess });
        },
      ),
    );
  });
});
