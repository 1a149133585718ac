import assert from "node:assert/strict";
import { explainCode } from "../../../src/simulator/answers/code/explain-code.ts";
import { codeIn } from "../../../src/simulator/answers/code/find-code.ts";
import { languageByLook } from "../../../src/simulator/answers/code/language.ts";
import { maskCode } from "../../../src/simulator/answers/code/mask.ts";
import { describeByName } from "../../../src/simulator/answers/code/name-words.ts";
import type { Outline } from "../../../src/simulator/answers/code/outline.ts";
import { scanCode } from "../../../src/simulator/answers/code/scan.ts";

const script = `import { readFile } from "node:fs/promises";

export interface Options {
  retries: number;
}

export async function load(path: string, { retries }: Options): Promise<string> {
  // TODO: back off { between tries
  for (let left = retries; left > 0; left -= 1) {
    if (path === "") return "}";
    await readFile(path);
  }
  return clean("");
}

const clean = (text: string) => text.trim();
`;

const python = `import os
from json import loads, dumps

class Store:
    def __init__(self, path, mode="r"):
        self.path = path

    async def read(self) -> dict:
        try:
            return loads(await fetch(self.path))
        except:
            pass

def main():
    Store("x").read()
`;

const go = `package main

import "fmt"

func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}
`;

function outline(code: string): Outline {
  return scanCode(code, languageByLook(code));
}

describe("the code scanner", () => {
  it("tells languages apart by their look", () => {
    assert.equal(languageByLook(script).name, "TypeScript");
    assert.equal(languageByLook("const a = () => 1;\nconsole.log(a());").name, "JavaScript");
    assert.equal(languageByLook(python).name, "Python");
    assert.equal(languageByLook(go).name, "Go");
    assert.equal(languageByLook("nothing of the kind").name, "code");
  });

  it("does not take what stands in strings and comments for code", () => {
    assert.equal(maskCode('a("{") // }', "typescript"), 'a(" ") /   ');
    assert.equal(maskCode('x = """\n{\n""" # }', "python"), 'x = "  \n \n  " #  ');
  });

  it("finds the parts of TypeScript, with their lines", () => {
    const { functions, types, imports, loops, remarks } = outline(script);
    assert.deepEqual(imports, [{ names: ["readFile"], from: "node:fs/promises" }]);
    assert.deepEqual(types, [{ kind: "interface", name: "Options", firstLine: 3, lastLine: 5 }]);
    assert.deepEqual(
      functions.map(({ name, firstLine, lastLine }) => [name, firstLine, lastLine]),
      [
        ["load", 7, 14],
        ["clean", 16, 16],
      ],
    );
    const [load] = functions;
    assert.deepEqual(load?.parameters, ["path: string", "{ retries }: Options"]);
    assert.equal(load.returns, "Promise<string>");
    assert.ok(load.isAsync);
    assert.deepEqual(load.calls, ["clean"]);
    assert.equal(loops, 1);
    assert.deepEqual(
      remarks.map(({ line }) => line),
      [7, 8],
    );
  });

  it("finds the parts of Python", () => {
    const { functions, types, imports, remarks } = outline(python);
    assert.deepEqual(imports, [
      { names: [], from: "os" },
      { names: ["loads", "dumps"], from: "json" },
    ]);
    assert.deepEqual(types, [{ kind: "class", name: "Store", firstLine: 4, lastLine: 12 }]);
    assert.deepEqual(
      functions.map(({ name, parameters }) => [name, parameters]),
      [
        ["__init__", ["path", 'mode="r"']],
        ["read", []],
        ["main", []],
      ],
    );
    assert.equal(functions[1]?.returns, "dict");
    assert.ok(remarks.some(({ text }) => text.includes("bare `except`")));
  });

  it("finds the parts of other languages", () => {
    const { functions, imports } = outline(go);
    assert.deepEqual(imports, [{ names: [], from: "fmt" }]);
    assert.equal(functions.length, 1);
    assert.equal(functions[0]?.returns, "int");
    assert.deepEqual(functions[0].calls, ["fib"]);
  });
});

describe("the explanation of code", () => {
  it("names what is there, and quotes its core", () => {
    const text = explainCode(script, outline(script), "src/load.ts");
    assert.match(text, /^### `Options`/);
    assert.match(text, /16 lines of TypeScript \(one line of comment\), with one interface, 2 functions/);
    assert.match(text, /`load\(path: string, \{ retries \}: Options\)`, async, lines 7 to 14/);
    assert.match(text, /\*\*It depends on\*\* `readFile` from `node:fs\/promises`/);
    assert.match(text, /```ts\n[^`]*await readFile\(path\);[^`]*\n```/);
    assert.match(text, /Line 8: a note was left here: "TODO: back off/);
  });

  it("says of code without functions what it declares and calls", () => {
    const code = "const [a] = load();\nconst b = a + 1;";
    assert.match(explainCode(code, outline(code), undefined), /calls from elsewhere: `load`/);
  });

  it("tells by a name what a function is for, where the name tells", () => {
    assert.equal(describeByName("parseHTMLFile"), "parses html file");
    assert.equal(describeByName("is_ready"), "tells whether something is ready");
    assert.equal(describeByName("users"), undefined);
  });
});

describe("finding code in a message", () => {
  it("takes the largest block, its tag's language and the file that the text names", () => {
    const found = codeIn("From src/a.py, lines 1 to 2:\n```\nx\n```\n````python\nx = 1\n```\ny = 2\n````\nWhy?");
    assert.equal(found?.code, "x = 1\n```\ny = 2");
    assert.equal(found.language.name, "Python");
    assert.equal(found.path, "src/a.py");
  });

  it("takes a message that is code from first to last", () => {
    assert.equal(codeIn("const a = 1;\nreturn a;")?.language.name, "JavaScript");
    assert.equal(codeIn("Please tell me\nwhat to do."), undefined);
  });
});
