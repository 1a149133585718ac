import assert from "node:assert/strict";
import fc from "fast-check";
import { type Ending, shape } from "../../../src/features/inline/shape.ts";
import { gapAt } from "../../support/gap.ts";

interface Row {
  readonly name: string;
  readonly at: string;
  readonly language?: string;
  readonly answer: string;
  readonly kept: string;
}

const rows: readonly Row[] = [
  { name: "a statement ends at its line", at: "  const a = |", answer: "b + 1;\n  next();\n", kept: "b + 1;" },
  {
    name: "a call in brackets goes over lines",
    at: "foo(|",
    answer: "\n  a,\n  b,\n);\nbar();",
    kept: "\n  a,\n  b,\n);",
  },
  {
    name: "a function goes to its closing bracket",
    at: "|",
    answer: "function f() {\n  return 1;\n}\n\nfunction g() {}",
    kept: "function f() {\n  return 1;\n}",
  },
  {
    name: "an if takes its else along",
    at: "  |\n}",
    answer: "if (a) {\n    b();\n  } else {\n    c();\n  }\n  d();",
    kept: "if (a) {\n    b();\n  } else {\n    c();\n  }",
  },
  {
    name: "a chain of calls is one statement",
    at: "const a = |",
    answer: "list\n  .map(x)\n  .filter(y);\nconst b = 1;",
    kept: "list\n  .map(x)\n  .filter(y);",
  },
  {
    name: "an empty body is filled to its end",
    at: "function f() {\n  |\n}\n",
    answer: "const a = 1;\n\n  return a;\n}\n\nfunction g() {}",
    kept: "const a = 1;\n\n  return a;",
  },
  {
    name: "a body that nobody closed is closed",
    at: "function f() {|\n",
    answer: "\n  return 1;\n}\nf();",
    kept: "\n  return 1;\n}",
  },
  {
    name: "a body that has statements gets one more",
    at: "function f() {\n  |\n  old();\n}\n",
    answer: "fresh();\n  other();\n",
    kept: "fresh();",
  },
  {
    name: "a body ends at two blank lines",
    at: "function f() {\n  |\n}\n",
    answer: "a();\n\n\n  b();\n}",
    kept: "a();",
  },
  {
    name: "a body that was closed otherwise is not closed again",
    at: "f(() => {\n  |\n});\n",
    answer: "a();\n}\nb();",
    kept: "a();",
  },
  {
    name: "a line among others closes nothing",
    at: "f({\n  |\n  old: 1,\n});\n",
    answer: "fresh: 2,\n  }",
    kept: "fresh: 2,",
  },
  {
    name: "text behind the caret makes it another line than the one below",
    at: "foo(|, b)\nfoo(a",
    answer: "a",
    kept: "a",
  },
  { name: "it stops at the line below", at: "a();\n|\nc();", answer: "b();\nc();\nd();", kept: "b();" },
  { name: "it is nothing when it is the line below", at: "|\nc();", answer: "c();\n", kept: "" },
  {
    name: "a block that repeats the line below keeps what pairs",
    at: "foo(\n  |\n  b,\n);",
    answer: "a,\n  b,\n);",
    kept: "a,",
  },
  {
    name: "a Python function goes as far as its indentation",
    language: "python",
    at: "|",
    answer: "def f(a):\n    if a:\n        return 1\n\n    return 2\n\n\ndef g():\n    pass",
    kept: "def f(a):\n    if a:\n        return 1\n\n    return 2",
  },
  {
    name: "a Python body ends where the indentation does",
    language: "python",
    at: "def f(a):\n    |\n",
    answer: "b = a\n    return b\n\nf(1)",
    kept: "b = a\n    return b",
  },
  {
    name: "a Python if takes its else along",
    language: "python",
    at: "    |\n",
    answer: "if a:\n        b()\n    else:\n        c()\n    d()",
    kept: "if a:\n        b()\n    else:\n        c()",
  },
  {
    name: "a comment and a decorator come with what they are about",
    language: "python",
    at: "|",
    answer: "# Cached.\n@cache\ndef f():\n    return 1\nf()",
    kept: "# Cached.\n@cache\ndef f():\n    return 1",
  },
  {
    name: "a Ruby method goes to its end",
    language: "ruby",
    at: "|",
    answer: "def f(a)\n  a + 1\nend\n\nf(1)",
    kept: "def f(a)\n  a + 1\nend",
  },
  {
    name: "a Ruby body whose end is there leaves it alone",
    language: "ruby",
    at: "def f(a)\n  |\nend\n",
    answer: "a + 1\nend\n",
    kept: "a + 1",
  },
  { name: "brackets in strings do not count", at: "|", answer: 'a("{[(");\nb();', kept: 'a("{[(");' },
  { name: "brackets in comments do not count", at: "|", answer: "a(); // {\nb();", kept: "a(); // {" },
  {
    name: "lifetimes are no strings",
    language: "rust",
    at: "|",
    answer: "f::<'a>(x: &'a T);\ng();",
    kept: "f::<'a>(x: &'a T);",
  },
  { name: "text behind the caret makes it one line", at: "foo(|, b)", answer: "a,\n  c", kept: "a," },
  { name: "white space at the end goes", at: "a = |", answer: "1;  \n", kept: "1;" },
  { name: "an answer in CRLF is as good", at: "|", answer: "f(\r\n  a,\r\n);\r\nb();", kept: "f(\n  a,\n);" },
  { name: "a space that is there is not put twice", at: "const a = |", answer: " 1;", kept: "1;" },
  { name: "indentation that is there is not put twice", at: "{\n    |\n}", answer: "    a();\n", kept: "a();" },
  { name: "a blank line first is dropped on a blank line", at: "  |", answer: "\n  a();\n  b();", kept: "a();" },
  {
    name: "a model that turns in circles is stopped",
    at: "f() {|\n}",
    answer: "\n  a();\n  a();\n  a();\n  a();",
    kept: "\n  a();\n  a();",
  },
  { name: "an answer that never closes keeps its first line", at: "|", answer: "if (a) {\n  b();\n", kept: "if (a) {" },
  { name: "nothing stays nothing", at: "a|", answer: "", kept: "" },
  { name: "white space alone is nothing", at: "a|", answer: "  \n \n", kept: "" },
];

describe("the shape of a suggestion", () => {
  for (const { name, at, language, answer, kept } of rows) {
    it(name, () => assert.equal(shape(answer, gapAt(at, language), "whole").text, kept));
  }

  it("is one line when the setting says so", () => {
    assert.equal(shape("f(\n  a,\n);", gapAt("|", "typescript", false), "whole").text, "f(");
  });

  it("is nothing when that line is the one below", () => {
    assert.equal(shape("bar();", gapAt("  foo|\n  foobar();", "typescript", false), "whole").text, "");
  });

  it("keeps whole lines alone of an answer that was cut off", () => {
    const at = gapAt("function f() {\n  |\n}\n");
    assert.equal(shape("const a = 1;\n  const b = a +", at, "cut").text, "const a = 1;");
    assert.equal(shape("const a = 1 +", at, "cut").text, "");
  });

  it("is known as soon as the next line begins", () => {
    const at = gapAt("a();\n|");
    assert.deepEqual(shape("b();", at, "open"), { text: "", complete: false });
    assert.deepEqual(shape("b();\n", at, "open"), { text: "", complete: false });
    assert.deepEqual(shape("b();\nc", at, "open"), { text: "b();", complete: true });
  });

  it("waits for an else", () => {
    const at = gapAt("|", "python");
    assert.equal(shape("if a:\n    b()\ne", at, "open").complete, false);
    assert.deepEqual(shape("if a:\n    b()\ne()\n", at, "open"), { text: "if a:\n    b()", complete: true });
  });
});

/** Lines that look like code, so that the properties reach the rules. */
const line = fc.oneof(
  fc.constantFrom("a();", "if (a) {", "}", "} else {", "foo(", ");", "]);", "", "  ", "def f():", "return 1", "end"),
  fc.constantFrom("else:", "// note", "# note", "@cache", "x = {", "it's", '"(', "'", "`", "\t}"),
  fc.string({ maxLength: 8 }).map((text) => text.replaceAll("|", "")),
);
const indented = fc.tuple(fc.constantFrom("", "  ", "    ", "\t"), line).map((parts) => parts.join(""));
const code = fc.array(indented, { maxLength: 8 }).map((lines) => lines.join("\n"));
const language = fc.constantFrom("typescript", "python", "ruby", "rust", "plaintext");
const gap = fc
  .tuple(code, code, language, fc.boolean())
  .map(([before, after, name, multiline]) => gapAt(`${before}|${after}`, name, multiline));

describe("every shape", () => {
  it("is the same however the answer was split", () => {
    fc.assert(
      fc.property(code, gap, (answer, at) => {
        const whole = shape(answer, at, "whole");
        for (let length = 0; length <= answer.length; length += 1) {
          const sofar = shape(answer.slice(0, length), at, "open");
          if (sofar.complete) assert.equal(sofar.text, whole.text);
        }
      }),
      { numRuns: 600 },
    );
  });

  it("has no white space at its end", () => {
    const ending = fc.constantFrom<Ending>("cut", "whole");
    fc.assert(
      fc.property(code, gap, ending, (answer, at, end) => {
        const { text } = shape(answer, at, end);
        assert.equal(text, text.trimEnd());
      }),
    );
  });

  it("never has the line below in it again", () => {
    fc.assert(
      fc.property(code, gap, (answer, at) => {
        // A lone closer may look like the one below and still be the suggestion's own.
        fc.pre(/[\p{L}\p{N}]/u.test(at.below) && at.lineSuffix.trim() === "");
        const [first = "", ...others] = shape(answer, at, "whole").text.split("\n");
        const lines = first.trim() === "" ? others : [at.linePrefix + first, ...others];
        assert.ok(!lines.some((each) => each.trim() === at.below.trim()));
      }),
      { numRuns: 400 },
    );
  });

  it("is one line where more do not fit", () => {
    fc.assert(
      fc.property(code, gap, (answer, at) => {
        if (!at.multiline) assert.ok(!shape(answer, at, "whole").text.includes("\n"));
      }),
    );
  });
});
