import assert from "node:assert/strict";
import * as fc from "fast-check";
import { cleanEvents } from "../../../src/providers/http/clean-events.ts";
import { createSseDecoder } from "../../../src/providers/http/sse.ts";
import type { SseEvent } from "../../../src/providers/http/sse.ts";

function decode(pieces: readonly string[]): readonly SseEvent[] {
  const decoder = createSseDecoder();
  const events = pieces.flatMap((piece) => decoder.push(piece));
  const last = decoder.end();
  return last ? [...events, last] : events;
}

async function clean(body: string, terminator = "[DONE]"): Promise<{ text: string; terminated: boolean }> {
  const seen = { terminated: false };
  const source = new Response(body).body;
  assert.ok(source);
  const cleaned = cleanEvents(
    source,
    { judge: (event) => (event.data === terminator ? "end" : "pass") },
    {
      terminated: () => (seen.terminated = true),
      broke: assert.fail,
    },
  );
  return { text: await new Response(cleaned).text(), terminated: seen.terminated };
}

describe("server-sent events", () => {
  const cases: readonly (readonly [string, string, readonly SseEvent[]])[] = [
    ["a name and data", "event: a\ndata: 1\n\n", [{ event: "a", data: "1" }]],
    ["data without a space", "data:1\n\n", [{ event: undefined, data: "1" }]],
    ["only the first space as padding", "data:  1\n\n", [{ event: undefined, data: " 1" }]],
    ["several data lines as one", "data: 1\ndata: 2\n\n", [{ event: undefined, data: "1\n2" }]],
    ["no comments, ids or delays", ": hi\nid: 7\nretry: 10\ndata: 1\n\n", [{ event: undefined, data: "1" }]],
    ["nothing for a name alone", "event: a\n\ndata: 1\n\n", [{ event: undefined, data: "1" }]],
    [
      "CRLF",
      "data: 1\r\n\r\ndata: 2\r\n\r\n",
      [
        { event: undefined, data: "1" },
        { event: undefined, data: "2" },
      ],
    ],
    [
      "CR",
      "data: 1\r\rdata: 2\r\r",
      [
        { event: undefined, data: "1" },
        { event: undefined, data: "2" },
      ],
    ],
    [
      "an error that is no event, as Google sends it",
      'data: 1\r\n\r\n{\r\n  "error": {\r\n    "code": 503\r\n  }\r\n}\r\n\r\n',
      [
        { event: undefined, data: "1" },
        { event: undefined, data: '{\n  "error": {\n    "code": 503\n  }\n}' },
      ],
    ],
    [
      "an error that is no event, at the end",
      '{"error":{"code":1}}',
      [{ event: undefined, data: '{"error":{"code":1}}' }],
    ],
    [
      "nothing for another object that is no event",
      '{"code":1}\n\n{"error":\n\ndata: 1\n\n',
      [{ event: undefined, data: "1" }],
    ],
    ["an event without its empty line, at the end", "data: 1", [{ event: undefined, data: "1" }]],
  ];
  for (const [what, text, events] of cases) {
    it(`have ${what}`, () => assert.deepEqual(decode([text]), events));
  }

  it("are the same however the text is cut", () => {
    const line = fc.constantFrom("data: x", "data:", "event: e", ": c", "", "data: y", "id");
    const lines = fc.array(fc.tuple(line, fc.constantFrom("\n", "\r\n", "\r")), { maxLength: 12 });
    fc.assert(
      fc.property(lines, fc.array(fc.nat(8), { maxLength: 30 }), (written, lengths) => {
        const text = written.map(([content, end]) => content + end).join("");
        const pieces: string[] = [];
        let at = 0;
        for (const length of lengths) pieces.push(text.slice(at, (at += length)));
        pieces.push(text.slice(at));
        assert.deepEqual(decode(pieces), decode([text]));
      }),
    );
  });
});

describe("an event stream made uniform", () => {
  it("ends at its terminator, whatever follows", async () => {
    const { text, terminated } = await clean('data: {"a":1}\n\ndata: [DONE]\n\ndata: {"b":2}\n\n');
    assert.equal(text, 'data: {"a":1}\n\n');
    assert.equal(terminated, true);
  });

  it("leaves out a last event that was cut off, and keeps one that only lacks its empty line", async () => {
    assert.equal((await clean('data: {"a":1}\n\ndata: {"b"')).text, 'data: {"a":1}\n\n');
    assert.equal((await clean('data: {"a":1}\n\ndata: {"b":2}')).text, 'data: {"a":1}\n\ndata: {"b":2}\n\n');
  });

  it("puts JSON over several lines into one, and escapes the line breaks that JSON allows in strings", async () => {
    const { text } = await clean('data: {"a":\ndata: "\u2028"}\n\n');
    assert.equal(text, 'data: {"a": "\\u2028"}\n\n');
    assert.deepEqual(JSON.parse(text.slice(6)), { a: "\u2028" });
  });
});
