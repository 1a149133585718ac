import assert from "node:assert/strict";
import fc from "fast-check";
import { fillGap } from "../../../src/simulator/answers/fill/fill.ts";

/** `|` is the caret, `«…»` what is expected there. */
const cases: readonly [rule: string, language: string, document: string][] = [
  ["a body by its function's name", "typescript", "function add(a: number, b: number) {«\n  return a + b;\n}»"],
  ["a body between brackets that are there", "typescript", "function isOdd(n: number) {\n  «return n % 2 !== 0;»\n}"],
  ["a body within brackets on one line", "typescript", "function isEven(n: number) {«\n  return n % 2 === 0;\n»}"],
  [
    "a body without semicolons where there are none",
    "javascript",
    "const a = 1\nconst b = 2\n\nfunction first(list) {\n  «return list[0]»\n}",
  ],
  [
    "single quotes where they are used",
    "javascript",
    "const a = 'x';\n\nfunction reverseText(text) {\n  «return [...text].reverse().join('');»\n}",
  ],
  [
    "a body with the fields that the document has",
    "typescript",
    "interface Line { price: number; quantity: number }\n\nfunction total(lines: Line[]): number {\n  «return lines.reduce((sum, item) => sum + item.price * item.quantity, 0);»\n}",
  ],
  ["a Python body", "python", "def factorial(n):«\n    return 1 if n <= 1 else n * factorial(n - 1)»"],
  ["a Python body on the line below", "python", "def word_count(text):\n    «return len(text.split())»\n"],
  [
    "a constructor",
    "typescript",
    "class Point {\n  constructor(x: number, private readonly y: number) {\n    «this.x = x;\n    this.y = y;»\n  }\n}",
  ],
  ["an __init__", "python", "class Point:\n    def __init__(self, x, y=0):\n        «self.x = x\n        self.y = y»"],
  [
    "a getter",
    "typescript",
    "class Cart {\n  private itemCount = 0;\n  getItemCount(): number {\n    «return this.itemCount;»\n  }\n}",
  ],
  [
    "a head with its body",
    "typescript",
    "function clamp(«value: number, low: number, high: number): number {\n  return Math.min(Math.max(value, low), high);\n}»",
  ],
  ["parameters alone before a bracket that is there", "typescript", "function greet(«name: string»)"],
  ["a Python head with its body", "python", "def fib(«n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)»"],
  ["a line like the one above", "typescript", "const width = box.width;\nconst height = «box.height;»"],
  [
    "a case like the one above",
    "typescript",
    'switch (kind) {\n  case "circle": return circleArea(shape);\n  case "square": «return squareArea(shape);»\n}',
  ],
  ["the next of a row", "python", "ROW_1 = 10\nROW_2 = 20\n«ROW_3 = 30»"],
  [
    "a loop that adds up",
    "typescript",
    "function sum(prices: number[]) {\n  let total = 0;\n  for («const price of prices) {\n    total += price;\n  }»\n}",
  ],
  [
    "a loop's head within brackets that are there",
    "typescript",
    "function sum(prices: number[]) {\n  for («const price of prices»)\n}",
  ],
  [
    "a Python loop that collects",
    "python",
    "def names(users):\n    found = []\n    for «user in users:\n        found.append(user)»",
  ],
  ["a guard", "typescript", "function load(user: User) {\n  if («!user) {\n    return;\n  }»\n}"],
  ["a Python guard", "python", "def load(path):\n    if «not path:\n        return None»"],
  [
    "a return of what was computed",
    "typescript",
    "function f(a: number) {\n  const result = a * 2;\n  return «result;»\n}",
  ],
  [
    "a return on an empty line",
    "python",
    "def f(items):\n    result = 0\n    for item in items:\n        result += item\n    «return result»",
  ],
  [
    "a call that fits a variable's name",
    "typescript",
    "function calculateTotal(items: Item[]) {\n  return 0;\n}\n\nfunction main(items: Item[]) {\n  const total = «calculateTotal(items);»\n}",
  ],
  [
    "a word, with the arguments of its function",
    "python",
    "def is_even(n):\n    return n % 2 == 0\n\nprint(is_e«ven(n)»)",
  ],
  ["a word from the document", "go", "func main() {\n\tserver := start()\n\tser«ver»\n}"],
  [
    "an import of what is used",
    "typescript",
    'import «{ readFile } from "node:fs/promises";»\n\nconst text = await readFile("a");',
  ],
  ["a Python import of what is used", "python", "import «json»\n\ndata = json.loads(text)\n"],
  ["a module for an imported name", "typescript", 'import { join } from «"node:path";»\n'],
  [
    "a comment for the function below",
    "typescript",
    "/**«\n * Parses config.\n * @param text The text\n */»\nfunction parseConfig(text: string) {}",
  ],
  [
    "a comment within one that is closed",
    "typescript",
    "/** «Parses config.» */\nfunction parseConfig(text: string) {}",
  ],
  ["a docstring", "python", 'def load_users(path):\n    """«Loads users."""»\n'],
  ["closing brackets", "typescript", "const list = [one(1, two(2«))];»"],
  ["closing brackets that are not there yet", "python", "print(one(1, [2, 3«])»)"],
];

describe("the simulated fill", () => {
  for (const [rule, language, document] of cases) {
    it(`proposes ${rule}`, () => {
      const [, prefix = "", expected = "", suffix = ""] = /^([^«]*)«([^»]*)»([^]*)$/.exec(document) ?? [];
      assert.equal(fillGap({ prefix, suffix, language }), expected);
    });
  }

  it("finds the language by itself", () => {
    assert.equal(fillGap({ prefix: "def add(a, b):\n    ", suffix: "\n" }), "return a + b");
  });

  it("proposes nothing where nothing is missing", () => {
    assert.equal(fillGap({ prefix: "const x = 1;\n", suffix: "", language: "typescript" }), "");
    assert.equal(fillGap({ prefix: "", suffix: "", language: "python" }), "");
  });

  it("proposes no body where there is one", () => {
    const suffix = "\n  return a - b;\n}";
    assert.equal(fillGap({ prefix: "function add(a, b) {", suffix, language: "javascript" }), "");
  });

  it("is the same each time, and never breaks, whatever stands around it", () => {
    const piece = fc.constantFrom(
      "function ",
      "def ",
      "add(",
      "(a, b)",
      "{",
      "}",
      "\n",
      "  ",
      "\t",
      "import ",
      "/**",
      '"""',
      "const x = ",
      "for (",
      "if ",
      "return ",
      "é",
      "'",
      "[",
      "💡",
      ")",
      ";",
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, text, fc.constantFrom("typescript", "python", "go", undefined), (prefix, suffix, language) => {
        const gap = { prefix, suffix, ...(language === undefined ? {} : { language }) };
        const proposed = fillGap(gap);
        assert.equal(fillGap(gap), proposed);
        assert.ok(proposed === "" || proposed.trim() !== "");
      }),
    );
  });
});
