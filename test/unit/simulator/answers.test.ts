import assert from "node:assert/strict";
import fc from "fast-check";
import { answer } from "../../../src/simulator/answers/answer.ts";
import type { ChatPrompt, Turn } from "../../../src/simulator/prompt.ts";

const NOON = Date.UTC(2026, 10, 23, 12, 5);

function prompt(question: string, more: Partial<ChatPrompt> = {}): ChatPrompt {
  return {
    kind: "chat",
    model: "sim-large",
    system: "",
    turns: [{ role: "user", text: question }],
    tools: [],
    stop: [],
    cache: { kind: "none" },
    ...more,
  };
}

function textFor(question: string, more: Partial<ChatPrompt> = {}): string {
  const given = answer(prompt(question, more), NOON);
  assert.equal(given.kind, "text");
  return given.text;
}

describe("a simulated answer", () => {
  it("begins with the word that it is simulated, in one line", () => {
    assert.match(textFor("Anything"), /^\*Simulated answer: [^\n]*\*\n\n/);
  });

  it("ends with what the request carried", () => {
    const text = textFor("Is it late?", { system: "Be brief.", temperature: 0.2 });
    assert.match(text, /`sim-large` · 1 message · a system text · temperature 0\.2 · about 5 tokens\*$/);
  });

  it("is the same for the same request", () => {
    const question = "Explain\n```ts\nconst a = 1;\n```";
    assert.equal(textFor(question), textFor(question));
  });

  const answers: readonly [string, RegExp][] = [
    ["What is 12% of 80 plus 3 * (4 + 5)?", /is \*\*36\.6\*\*/],
    ["How many r in strawberry?", /I count \*\*3\*\* `r`/],
    ['How many words are in "the quick brown fox"?', /I count \*\*4\*\* words/],
    ["What time is it?", /\*\*Monday,? 23 November 2026\*\*, 12:05 UTC/],
    ["Hello!", /stand-in for a model/],
    ["Who are you?", /Nothing of what you write leaves this machine/],
    [
      "Why does `retry` in src/net.ts wait 3 times?",
      /names `retry`[^]*`src\/net\.ts`[^]*number 3[^]*a question of 8 words/,
    ],
  ];
  for (const [question, expected] of answers) {
    it(`to "${question}" says something true`, () => assert.match(textFor(question), expected));
  }

  it("makes no sum of a date or a range", () => {
    assert.doesNotMatch(textFor("What happened on 2026-11-23, pages 10-20?"), /is \*\*/);
  });

  it("remembers what was asked before in the same conversation", () => {
    const turns: Turn[] = [
      { role: "user", text: "What is a bollard?" },
      { role: "assistant", text: "A post." },
      { role: "user", text: "What did I ask before?" },
    ];
    assert.match(textFor("", { turns }), /1\. What is a bollard\?/);
    assert.match(textFor("What did I ask before?"), /the first thing you ask/);
  });

  it("reports what a tool answered", () => {
    const turns: Turn[] = [
      { role: "user", text: "Weather?" },
      { role: "assistant", text: "get_weather({})" },
      { role: "tool", text: "11 degrees" },
    ];
    assert.match(textFor("", { turns }), /11 degrees/);
  });

  it("explains the code of an earlier message when the question points at it", () => {
    const turns: Turn[] = [
      { role: "user", text: "Here:\n```python\ndef load_users(path):\n    return open(path)\n```" },
      { role: "assistant", text: "Thanks." },
      { role: "user", text: "What does this function do?" },
    ];
    assert.match(textFor("", { turns }), /### `load_users`/);
  });

  it("fills a gap without a label, when the system text asks for that", () => {
    const text = textFor("File: src/a.ts\nLanguage: typescript\n\nfunction add(a: number, b: number) {\n  ⟦GAP⟧\n}\n", {
      system: "Reply with the text that belongs in place of ⟦GAP⟧.",
    });
    assert.equal(text, "return a + b;");
  });
});

describe("simulated answers to anything", () => {
  it("come, and are the same each time", () => {
    const piece = fc.constantFrom(
      "```",
      "```ts\n",
      "\n",
      "~~~",
      "function f(",
      "def f(x):\n",
      "class A {",
      "}",
      "(",
      ")",
      "1 + ",
      "12% of ",
      "-3",
      "how many ",
      "in ",
      "import { a } from 'b'",
      "what did I ask",
      " => ",
      "`",
      '"',
      "'",
      "💡",
      "src/a.ts",
      "TODO: x",
      "    ",
      "\t",
      "⟦GAP⟧",
      "this ",
      "?",
    );
    const text = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, text, (question, system) => {
        const asked = prompt(question, { system });
        assert.deepEqual(answer(asked, NOON), answer(asked, NOON));
      }),
    );
  });

  it("come soon, however long and odd the request", () => {
    const code = Array.from({ length: 9000 }, (_, index) => `function f${index}(a) {\n  return f${index + 1}(a);\n`);
    const odd = [
      "`".repeat(1e5),
      "(".repeat(1e5),
      "1+".repeat(1e5),
      "a/".repeat(1e5),
      "\n".repeat(1e5),
      " ".repeat(1e5),
    ];
    for (const text of [code.join(""), ...odd]) {
      textFor(text);
      textFor(`Explain\n\`\`\`\n${text}x\n\`\`\``);
    }
  });
});

describe("a simulated tool call", () => {
  const tool = {
    name: "book_table",
    parameters: {
      type: "object",
      properties: {
        place: { type: "string" },
        guests: { type: "integer" },
        terrace: { type: "boolean" },
        meal: { enum: ["lunch", "dinner"] },
        tags: { type: "array", items: { type: "string" } },
        note: { type: "string" },
      },
      required: ["place", "guests", "terrace", "meal", "tags"],
    },
  };

  it("fills the required arguments from the message, in the types that the schema wants", () => {
    const given = answer(prompt("Table at Chez Nous for 4, dinner, 'quiet'", { tools: [tool], forcedTool: {} }), NOON);
    assert.equal(given.kind, "tool-call");
    assert.equal(given.name, "book_table");
    assert.deepEqual(JSON.parse(given.arguments), {
      place: "quiet",
      guests: 4,
      terrace: true,
      meal: "dinner",
      tags: ["Chez Nous"],
    });
  });

  it("is made unforced only when the message names the tool", () => {
    assert.equal(answer(prompt("Please book_table", { tools: [tool] }), NOON).kind, "tool-call");
    assert.equal(answer(prompt("Please book", { tools: [tool] }), NOON).kind, "text");
  });
});
