import assert from "node:assert/strict";
import type { Json } from "../../../../src/gateway/json.ts";
import type { ContentPart } from "../../../../src/spec/request.ts";
import { asking, chat, read } from "./harness.ts";

function userParts(block: Json): readonly ContentPart[] {
  return chat({ messages: [{ role: "user", content: [block] }] }).messages[0]?.content ?? [];
}

function resultParts(fields: Json): readonly ContentPart[] {
  const call = { type: "tool_use", id: "t", name: "f", input: {} };
  const messages = [
    { role: "user", content: "Hi" },
    { role: "assistant", content: [call] },
    { role: "user", content: [{ type: "tool_result", tool_use_id: "t", ...fields }] },
  ];
  return chat({ messages }).messages[2]?.content ?? [];
}

const PNG = { type: "image", source: { type: "base64", media_type: "image/png", data: "AAAA" } };
const PNG_READ = { type: "image", mediaType: "image/png", source: { kind: "base64", data: "AAAA" } };
const PDF = { type: "document", source: { type: "base64", media_type: "application/pdf", data: "BBBB" } };
const PDF_READ = { type: "file", mediaType: "application/pdf", source: { kind: "base64", data: "BBBB" } };

describe("A block of a user's message", () => {
  const rows: readonly (readonly [string, Json, readonly unknown[]])[] = [
    ["may be text", { type: "text", text: "a" }, [{ type: "text", text: "a" }]],
    [
      "may be marked for the cache",
      { type: "text", text: "a", cache_control: { type: "ephemeral", ttl: "1h" } },
      [{ type: "text", text: "a", cache: "1h" }],
    ],
    ["may be a picture", PNG, [PNG_READ]],
    [
      "may be a picture by its address",
      { type: "image", source: { type: "url", url: "https://a.example/b.png" } },
      [{ type: "image", mediaType: "", source: { kind: "url", url: "https://a.example/b.png" } }],
    ],
    [
      "may be a picture in its address",
      { type: "image", source: { type: "url", url: "data:image/png;base64,AAAA" } },
      [PNG_READ],
    ],
    ["may be a PDF", { ...PDF, title: "b.pdf" }, [{ ...PDF_READ, name: "b.pdf" }]],
    [
      "may be a PDF by its address, with words on it",
      { type: "document", context: "old", source: { type: "url", url: "https://a.example/b.pdf" } },
      [
        { type: "text", text: "old" },
        { type: "file", mediaType: "application/pdf", source: { kind: "url", url: "https://a.example/b.pdf" } },
      ],
    ],
    [
      "may be a document of text",
      { type: "document", title: 'a "b"', source: { type: "text", media_type: "text/plain", data: "words" } },
      [{ type: "text", text: '<document title="a &quot;b&quot;">\nwords\n</document>' }],
    ],
    [
      "may be a document of blocks",
      { type: "document", source: { type: "content", content: [{ type: "text", text: "words" }, PNG] } },
      [{ type: "text", text: "<document>\nwords\n</document>" }, PNG_READ],
    ],
    [
      "may be a found text",
      { type: "search_result", title: "T", source: "https://a.example", content: [{ type: "text", text: "words" }] },
      [{ type: "text", text: '<search_result title="T" source="https://a.example">\nwords\n</search_result>' }],
    ],
  ];
  for (const [title, block, wanted] of rows) it(title, () => assert.deepEqual(userParts(block), wanted));

  it("is Anthropic's alone where it is a file that was uploaded there", () => {
    const messages = [{ role: "user", content: [{ type: "image", source: { type: "file", file_id: "f" } }] }];
    assert.deepEqual(chat({ messages }).untranslatable, ["source.file"]);
  });

  it("is translated without the wish for citations", () => {
    const messages = [{ role: "user", content: [{ ...PDF, citations: { enabled: true } }] }];
    assert.deepEqual(read({ messages }).droppable, ["citations"]);
  });

  it("may be of a kind named like something that each object has", () => {
    const messages = [{ role: "user", content: [{ type: "constructor" }] }];
    assert.deepEqual(chat({ messages }).untranslatable, ["constructor"]);
  });
});

describe("A tool's result", () => {
  const READ = { type: "tool-result", callId: "t", name: "f" };
  const rows: readonly (readonly [string, Json, unknown])[] = [
    ["may be text", { content: "done" }, { ...READ, content: "done" }],
    ["may be nothing", {}, { ...READ, content: "" }],
    ["may be an error", { content: "no", is_error: true }, { ...READ, content: "no", isError: true }],
    [
      "may hold pictures and documents",
      { content: [{ type: "text", text: "a" }, PNG, { type: "text", text: "b" }, PDF] },
      { ...READ, content: "a\nb", media: [PNG_READ, PDF_READ] },
    ],
    [
      "keeps a mark for the cache that one of its texts bears",
      { content: [{ type: "text", text: "a", cache_control: { type: "ephemeral", ttl: "1h" } }, PNG] },
      { ...READ, content: "a", media: [PNG_READ], cache: "1h" },
    ],
    [
      "may name tools that were found",
      { content: [{ type: "tool_reference", tool_name: "g" }] },
      { ...READ, content: "The tool g can be called." },
    ],
  ];
  for (const [title, fields, wanted] of rows) it(title, () => assert.deepEqual(resultParts(fields), [wanted]));
});

describe("The messages of a conversation", () => {
  it("may open with instructions, which join the system prompt", () => {
    const messages = [
      { role: "system", content: "Second." },
      { role: "user", content: "Hi" },
    ];
    const request = chat({ system: "First.", messages });
    assert.equal(request.system, "First.\n\nSecond.");
    assert.deepEqual(request.messages, [{ role: "user", content: [{ type: "text", text: "Hi" }] }]);
  });

  it("hold the work of Anthropic's own tools in words elsewhere, without what only Anthropic can decipher", () => {
    const found = { type: "web_search_result", title: "T", url: "https://a.example", encrypted_content: "x" };
    const content = [
      { type: "server_tool_use", id: "s", name: "web_search", input: { query: "q" } },
      { type: "web_search_tool_result", tool_use_id: "s", content: [found] },
      { type: "mcp_tool_result", tool_use_id: "m", content: "done" },
      { type: "text", text: "Found." },
    ];
    const messages = [
      { role: "user", content: "Hi" },
      { role: "assistant", content },
    ];
    const request = chat({ messages });
    assert.equal(request.untranslatable, undefined);
    assert.deepEqual(read({ messages }).droppable, ["server_tool_use", "web_search_tool_result", "mcp_tool_result"]);
    const results = '[{"type":"web_search_result","title":"T","url":"https://a.example"}]';
    assert.deepEqual(request.messages[1]?.content, [
      { type: "text", text: '<server_tool_use name="web_search">\n{"query":"q"}\n</server_tool_use>' },
      { type: "text", text: `<web_search_tool_result>\n${results}\n</web_search_tool_result>` },
      { type: "text", text: "<mcp_tool_result>\ndone\n</mcp_tool_result>" },
      { type: "text", text: "Found." },
    ]);
  });

  it("begin at the last summary that Anthropic made of what was before", () => {
    const summed = (summary: string | null) => ({
      role: "assistant",
      content: [
        { type: "compaction", content: summary },
        { type: "text", text: "On." },
      ],
    });
    const turnsOf = (...messages: readonly Json[]) => chat({ messages }).messages;
    const more = { role: "user", content: "Go on." };
    const went = [
      { role: "assistant", content: [{ type: "text", text: "On." }] },
      { role: "user", content: [{ type: "text", text: "Go on." }] },
    ];
    const summary = "<summary>\nWhat was said before, summed up:\nB\n</summary>";
    assert.deepEqual(turnsOf({ role: "user", content: "Hi" }, summed("A"), summed("B"), more), [
      { role: "user", content: [{ type: "text", text: summary }] },
      ...went,
    ]);
    assert.deepEqual(turnsOf({ role: "user", content: "Hi" }, summed(null), more), [
      { role: "user", content: [{ type: "text", text: "Hi" }] },
      ...went,
    ]);
  });

  const calls = [
    { type: "tool_use", id: "a", name: "f", input: {} },
    { type: "tool_use", id: "b", name: "f", input: {} },
  ];
  const thought = { text: "hm", signature: { provider: "gemini", value: "s" } };
  const known = { a: { reasoning: [thought], call: { provider: "gemini", value: "c" } }, b: { reasoning: [thought] } };

  it("get back what is remembered of their tool calls, once", () => {
    const messages = [
      { role: "user", content: "Hi" },
      { role: "assistant", content: calls },
    ];
    assert.deepEqual(chat({ messages }, asking({}, known)).messages[1]?.content, [
      { type: "reasoning", ...thought },
      { type: "tool-call", id: "a", name: "f", arguments: "{}", signature: { provider: "gemini", value: "c" } },
      { type: "tool-call", id: "b", name: "f", arguments: "{}" },
    ]);
  });

  it("keep the reasoning that the caller sent", () => {
    const own = { type: "thinking", thinking: "mine", signature: "sig" };
    const messages = [
      { role: "user", content: "Hi" },
      { role: "assistant", content: [own, ...calls] },
    ];
    const content = chat({ messages }, asking({}, known)).messages[1]?.content;
    assert.deepEqual(
      content?.filter((part) => part.type === "reasoning"),
      [{ type: "reasoning", text: "mine", signature: { provider: "anthropic", value: "sig" } }],
    );
  });
});
