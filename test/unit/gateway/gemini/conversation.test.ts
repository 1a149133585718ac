import assert from "node:assert/strict";
import type { CallSignatures } from "../../../../src/gateway/formats/format.ts";
import { toThoughtSignature } from "../../../../src/gateway/formats/gemini/signature.ts";
import type { Json } from "../../../../src/gateway/json.ts";
import { tidyConversation } from "../../../../src/providers/conversation.ts";
import type { Message } from "../../../../src/spec/request.ts";
import { chat, noMemory, understood } from "./asking.ts";

const user = (...parts: readonly Json[]): Json => ({ role: "user", parts });
const model = (...parts: readonly Json[]): Json => ({ role: "model", parts });
const call = (name: string, args: Json, rest: Json = {}): Json => ({ functionCall: { name, args, ...rest } });
const result = (name: string, response: Json, rest: Json = {}): Json => ({
  functionResponse: { name, response, ...rest },
});

function messagesOf(
  contents: readonly Json[],
  known: Readonly<Record<string, CallSignatures>> = {},
): readonly Message[] {
  return understood({ contents }, { memory: { ...noMemory, signaturesOf: (id) => known[id] } }).messages;
}

/** Which result answers which call, by the call's arguments. */
function answers(messages: readonly Message[]): Readonly<Record<string, string>> {
  const parts = messages.flatMap(({ content }) => content);
  const calls = parts.filter((part) => part.type === "tool-call");
  return Object.fromEntries(
    parts
      .filter((part) => part.type === "tool-result")
      .map((part) => [calls.find(({ id }) => id === part.callId)?.arguments ?? "nothing", part.content]),
  );
}

describe("function calls in a Gemini conversation", () => {
  const parallel = [
    user({ text: "Weather?" }),
    model(call("weather", { city: "A" }), call("weather", { city: "B" }), call("time", {})),
    user(result("weather", { output: "a" }), result("time", { output: "t" }), result("weather", { output: "b" })),
  ];

  it("are matched with their results by name and order where nothing has an id", () => {
    assert.deepEqual(answers(messagesOf(parallel)), { '{"city":"A"}': "a", '{"city":"B"}': "b", "{}": "t" });
  });

  it("get ids that are unlike each other and the same every time", () => {
    const ids = () => messagesOf(parallel)[1]?.content.map((part) => (part.type === "tool-call" ? part.id : ""));
    assert.deepEqual(ids(), ["call_1_0", "call_1_1", "call_1_2"]);
    assert.deepEqual(ids(), ids());
  });

  it("are matched by their ids, whatever the order", () => {
    const contents = [
      model(call("weather", { city: "A" }, { id: "x" }), call("weather", { city: "B" }, { id: "y" })),
      user(result("weather", { output: "b" }, { id: "y" }), result("weather", { output: "a" }, { id: "x" })),
    ];
    assert.deepEqual(answers(messagesOf(contents)), { '{"city":"A"}': "a", '{"city":"B"}': "b" });
  });

  it("are matched by name where only the result has an id", () => {
    const contents = [
      model(call("weather", { city: "A" })),
      user(result("weather", { output: "a" }, { id: "weather-1700-ab" })),
    ];
    assert.deepEqual(answers(messagesOf(contents)), { '{"city":"A"}': "a" });
  });

  it("that nobody answered do not take the result of a later one", () => {
    const contents = [
      model(call("weather", { city: "A" })),
      user({ text: "No, B." }),
      model(call("weather", { city: "B" })),
      { role: "function", parts: [result("weather", { output: "b" })] },
    ];
    assert.deepEqual(answers(messagesOf(contents)), { '{"city":"B"}': "b" });
  });

  it("stay whole in the shape that every provider takes", () => {
    assert.deepEqual(
      tidyConversation(messagesOf(parallel), "openai")[2]?.content.map(
        (part) => part.type === "tool-result" && part.content,
      ),
      ["a", "b", "t"],
    );
  });

  it("have results that are read by Google's convention, else whole", () => {
    const contents = [
      model(...["a", "b", "c", "d"].map((name) => call(name, {}))),
      user(
        result("a", { output: { n: 1 } }),
        result("b", { error: "No such file" }),
        result("c", { output: "o", code: 0 }),
        result("d", {}),
      ),
    ];
    assert.deepEqual(
      messagesOf(contents)[1]?.content.map((part) => part.type === "tool-result" && [part.content, part.isError]),
      [
        ['{"n":1}', undefined],
        ["No such file", true],
        ['{"output":"o","code":0}', undefined],
        ["{}", undefined],
      ],
    );
  });

  it("have results with pictures", () => {
    const parts = [{ inlineData: { mimeType: "image/png", data: "AAAA" } }];
    const contents = [model(call("see", {})), user(result("see", { output: "Here" }, { parts }))];
    assert.deepEqual(messagesOf(contents)[1]?.content, [
      {
        type: "tool-result",
        callId: "call_0_0",
        name: "see",
        content: "Here",
        media: [{ type: "image", mediaType: "image/png", source: { kind: "base64", data: "AAAA" } }],
      },
    ]);
  });
});

describe("thoughts and signatures in a Gemini conversation", () => {
  const claude = { provider: "anthropic", value: "EqQB/+==" };

  it("are Gemini's where they are not marked", () => {
    const contents = [model({ ...call("f", {}), thoughtSignature: "CsUB" }), user(result("f", {}))];
    const [first] = messagesOf(contents);
    assert.deepEqual(first?.content[0], {
      type: "tool-call",
      id: "call_0_0",
      name: "f",
      arguments: "{}",
      signature: { provider: "gemini", value: "CsUB" },
    });
  });

  it("of an answer stand after its text", () => {
    assert.deepEqual(messagesOf([user({ text: "Hi" }), model({ text: "Ho", thought_signature: "CsUB" })])[1]?.content, [
      { type: "text", text: "Ho" },
      { type: "reasoning", text: "", signature: { provider: "gemini", value: "CsUB" } },
    ]);
  });

  it("of another provider come back as they went, though the stream was cut into turns and the alphabet changed", () => {
    const wrapped = toThoughtSignature(claude).replaceAll("+", "-").replaceAll("/", "_");
    const contents = [
      user({ text: "Hi" }),
      model({ text: "Let me ", thought: true }),
      model({ text: "see.", thought: true }),
      model({ text: "", thought: true, thoughtSignature: wrapped }),
      model({ text: "Ho" }),
      model({ text: "ho" }),
      model({ text: "" }),
    ];
    assert.deepEqual(messagesOf(contents)[1]?.content, [
      { type: "reasoning", text: "Let me see.", signature: claude },
      { type: "text", text: "Hoho" },
    ]);
  });

  it("of another provider do not reach Google, which gets its stand-in on calls", () => {
    const foreign = toThoughtSignature(claude);
    const contents = [
      user({ text: "Hi" }),
      model({ text: "", thought: true, thoughtSignature: foreign }),
      model(
        { text: "Hm", thought: true, thoughtSignature: foreign },
        { ...call("f", {}), thoughtSignature: toThoughtSignature(undefined) },
        { ...call("g", {}), thought_signature: "CsUB" },
      ),
      user(result("f", {}), result("g", {})),
    ];
    assert.deepEqual(chat({ contents }).verbatim?.body["contents"], [
      user({ text: "Hi" }),
      model(
        { text: "Hm", thought: true },
        { ...call("f", {}), thoughtSignature: "skip_thought_signature_validator" },
        { ...call("g", {}), thought_signature: "CsUB" },
      ),
      user(result("f", {}), result("g", {})),
    ]);
  });

  it("that only stand in for one count as none", () => {
    const contents = [model({ ...call("f", {}), thoughtSignature: "skip_thought_signature_validator" })];
    assert.deepEqual(messagesOf(contents)[0]?.content, [
      { type: "tool-call", id: "call_0_0", name: "f", arguments: "{}" },
    ]);
  });

  it("come from the memory where the caller did not keep them", () => {
    const known = {
      toolu_1: { reasoning: [{ text: "Hm", signature: claude }] },
      toolu_2: { reasoning: [{ text: "Hm", signature: claude }], call: { provider: "gemini", value: "CsUB" } },
    };
    const contents = [
      model({ text: "I'll look." }, call("f", {}, { id: "toolu_1" }), call("g", {}, { id: "toolu_2" })),
    ];
    assert.deepEqual(messagesOf(contents, known)[0]?.content, [
      { type: "text", text: "I'll look." },
      { type: "reasoning", text: "Hm", signature: claude },
      { type: "tool-call", id: "toolu_1", name: "f", arguments: "{}" },
      {
        type: "tool-call",
        id: "toolu_2",
        name: "g",
        arguments: "{}",
        signature: { provider: "gemini", value: "CsUB" },
      },
    ]);
  });

  it("do not come from the memory where the caller kept them, or where the id was made up here", () => {
    const known = {
      x: { reasoning: [{ text: "Old", signature: claude }] },
      call_0_1: { reasoning: [{ text: "Another's", signature: claude }] },
    };
    const kept = { text: "Hm", thought: true, thoughtSignature: toThoughtSignature(claude) };
    assert.deepEqual(
      messagesOf([model(kept, call("f", {}, { id: "x" }), call("g", {}))], known)[0]?.content.map(
        (part) => part.type === "reasoning" && part.text,
      ),
      ["Hm", false, false],
    );
  });
});
