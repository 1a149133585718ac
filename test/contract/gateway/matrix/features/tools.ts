import assert from "node:assert/strict";
import { assertLines, type Feature } from "../feature.ts";
import type { Answer, Call, Told, Tool, Wish } from "../words.ts";
import { STAND_IN } from "../upstreams/gemini-contents.ts";
import { asks, PICTURE, says } from "./conversation.ts";

const READ: Tool = {
  name: "read_file",
  description: "Reads a file.",
  parameters: { type: "object", properties: { path: { type: "string" } }, required: ["path"] },
};
const LIST: Tool = { name: "list", description: "Lists a folder.", parameters: { type: "object", properties: {} } };
export const tools = [READ, LIST];

export const readCall: Call = {
  id: "call_a1",
  name: "read_file",
  args: { path: 'src/ä "quoted".ts', deep: { lines: [1, 2] } },
};
const listCall: Call = { id: "call_b2", name: "list", args: {} };

export const callsOf = (...calls: readonly Call[]): Answer => ({
  content: calls.map((call) => ({ call })),
  finish: "calls",
});

const line = ({ name, args }: Call): string => `call ${name} ${JSON.stringify(args)}`;

function assertCalls(told: Told, ...calls: readonly Call[]): void {
  assert.deepEqual(
    told.calls.map(({ name, args }) => ({ name, args })),
    calls.map(({ name, args }) => ({ name, args })),
  );
  assert.equal(new Set(told.calls.map(({ id }) => id)).size, calls.length, "each call has an id of its own");
  assert.equal(told.finish, "calls");
}

const called = (...calls: readonly Call[]): Wish["turns"] => [
  { role: "user", content: [{ text: "What is in there?" }] },
  { role: "assistant", text: "Let me look.", calls },
];

/** Tools: their calls, and what came of them. */
export const toolUse: readonly Feature[] = [
  {
    name: "tool call",
    wish: asks("What is in there?", { tools }),
    reply: { content: [{ text: "Let me look." }, { call: readCall }], finish: "calls" },
    arrives(got) {
      assert.deepEqual(
        got.tools.map(({ name, description }) => ({ name, description })),
        [
          { name: "read_file", description: "Reads a file." },
          { name: "list", description: "Lists a folder." },
        ],
      );
      assert.match(JSON.stringify(got.tools[0]?.parameters), /"path":\{"type":"string"\}/i);
    },
    comes(told) {
      assert.equal(told.text, "Let me look.");
      assertCalls(told, readCall);
    },
  },
  {
    name: "parallel tool calls",
    wish: asks("What is in there?", { tools }),
    reply: callsOf(readCall, listCall),
    comes: (told) => assertCalls(told, readCall, listCall),
  },
  {
    name: "tool results",
    wish: {
      tools,
      turns: [
        ...called(readCall, listCall),
        {
          role: "results",
          results: [
            { id: readCall.id, name: "read_file", text: "export {};" },
            { id: listCall.id, name: "list", text: "a.ts" },
          ],
        },
      ],
    },
    reply: says("Not much."),
    arrives({ lines, raw }, { upstream, isSame }) {
      assertLines(
        lines,
        "Let me look.",
        line(readCall),
        line(listCall),
        "result read_file",
        "export {};",
        "result list",
        "a.ts",
      );
      // Of calls that it did not make, Gemini wants the first to bear this.
      if (upstream.name === "gemini" && !isSame) assert.equal(raw.split(STAND_IN).length, 2);
    },
    comes: ({ text }) => assert.equal(text, "Not much."),
  },
  {
    name: "picture in a tool result",
    needs: ["results with images"],
    wish: {
      tools,
      turns: [
        ...called(readCall),
        { role: "results", results: [{ id: readCall.id, name: "read_file", text: "Here:", image: PICTURE }] },
      ],
    },
    reply: says("A dot."),
    arrives: ({ lines }) =>
      assertLines(lines, line(readCall), "result read_file", "Here:", "image image/png iVBORw0KGgo="),
    comes: ({ text }) => assert.equal(text, "A dot."),
  },
  {
    name: "a certain tool",
    wish: asks("Look.", { tools, choice: { name: "read_file" } }),
    reply: callsOf(readCall),
    arrives: ({ choice }) => assert.deepEqual(choice, { name: "read_file" }),
    comes: (told) => assertCalls(told, readCall),
  },
  {
    name: "any tool, but one",
    wish: asks("Look.", { tools, choice: "required" }),
    reply: callsOf(readCall),
    arrives: ({ choice }) => assert.equal(choice, "required"),
    comes: (told) => assertCalls(told, readCall),
  },
  {
    name: "no tool",
    wish: asks("Say it.", { tools, choice: "none" }),
    reply: says("It."),
    arrives: ({ choice }) => assert.equal(choice, "none"),
    comes: ({ text, calls }) => assert.deepEqual([text, calls], ["It.", []]),
  },
  {
    name: "one call at most",
    needs: ["single"],
    wish: asks("Look.", { tools, single: true }),
    reply: callsOf(readCall),
    outcome: ({ upstream, isSame }) =>
      upstream.name === "gemini" && !isSame ? { is: "left-out", name: "parallelToolCalls" } : { is: "works" },
    arrives: ({ single }, { upstream }) => assert.equal(single, upstream.name !== "gemini"),
    comes: (told) => assertCalls(told, readCall),
  },
];
