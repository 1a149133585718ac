import assert from "node:assert/strict";
import { openAiResponsesFormat } from "../../../../src/gateway/formats/openai-responses/format.ts";
import { forgottenResponse, rememberedResponse } from "../../../../src/gateway/formats/openai-responses/remembered.ts";
import type { Json } from "../../../../src/gateway/json.ts";
import { BadRequest } from "../../../../src/gateway/problem.ts";
import type { ChatRequest } from "../../../../src/spec/request.ts";
import { answerOf, ask, chat, createMemory, FACTS, written } from "./helpers.ts";

const ANSWER = `resp_${FACTS.id}`;
const THOUGHT = { type: "reasoning", text: "Hm", signature: { provider: "anthropic", value: "sig" } } as const;

/** A memory of one answer to "Hi", with reasoning and a call in it. */
function remembering(body: Json = {}): ReturnType<typeof createMemory> {
  const memory = createMemory();
  written(
    ask(body, memory),
    answerOf(
      THOUGHT,
      { type: "text", text: "Well" },
      {
        type: "tool-call",
        index: 0,
        id: "c1",
        name: "f",
        arguments: "{}",
        signature: { provider: "gemini", value: "thought" },
      },
    ),
  );
  return memory;
}

/** The input that a provider of this format gets. */
function sentItems({ verbatim }: ChatRequest): readonly Json[] {
  const items = verbatim?.body["input"];
  return Array.isArray(items) ? (items as readonly Json[]) : [];
}

const RESULT = { type: "function_call_output", call_id: "c1", output: "ok" };

describe("what is remembered of Responses", () => {
  it("is the conversation that a later request goes on with, signatures included", () => {
    const { messages } = chat({ previous_response_id: ANSWER, input: [RESULT] }, remembering());
    assert.deepEqual(messages, [
      { role: "user", content: [{ type: "text", text: "Hi" }] },
      {
        role: "assistant",
        content: [
          THOUGHT,
          { type: "text", text: "Well" },
          {
            type: "tool-call",
            id: "c1",
            name: "f",
            arguments: "{}",
            signature: { provider: "gemini", value: "thought" },
          },
        ],
      },
      { role: "user", content: [{ type: "tool-result", callId: "c1", name: "f", content: "ok" }] },
    ]);
  });

  it("is sent whole to a provider of this format, without our ids and seals", () => {
    const { verbatim } = chat({ previous_response_id: ANSWER, input: [RESULT], store: true }, remembering());
    assert.deepEqual(verbatim?.body, {
      model: "m",
      store: true,
      input: [
        { type: "message", role: "user", content: "Hi" },
        {
          type: "message",
          role: "assistant",
          status: "completed",
          content: [{ type: "output_text", text: "Well", annotations: [], logprobs: [] }],
        },
        { type: "function_call", status: "completed", call_id: "c1", name: "f", arguments: "{}" },
        RESULT,
      ],
    });
  });

  it("gives a provider of this format back what it sealed itself", () => {
    const memory = createMemory();
    const signature = { provider: "openai", value: "openai-responses:gAAAA" };
    written(ask({}, memory), answerOf({ type: "reasoning", text: "", signature }));
    assert.deepEqual(sentItems(chat({ previous_response_id: ANSWER }, memory))[1], {
      type: "reasoning",
      summary: [],
      encrypted_content: "gAAAA",
    });
  });

  it("leaves out reasoning that its provider kept to itself", () => {
    const memory = createMemory();
    const output = [
      { id: "rs_1", type: "reasoning", summary: [] },
      { id: "msg_1", type: "message", role: "assistant", content: [{ type: "output_text", text: "Well" }] },
    ];
    memory.keep("resp_up", { input: [{ role: "user", content: "Hi" }], output, whole: {} });
    const request = chat({ previous_response_id: "resp_up", input: "And?" }, memory);
    assert.deepEqual(
      sentItems(request).map((item) => [item["role"], item["id"]]),
      [
        ["user", undefined],
        ["assistant", undefined],
        ["user", undefined],
      ],
    );
  });

  it("leaves out reasoning of ours that was not sealed, as a provider of this format would look for it", () => {
    const memory = createMemory();
    written(ask({}, memory), answerOf({ type: "reasoning", text: "Hm" }, { type: "text", text: "Well" }));
    const said = { role: "user", content: "Hi" };
    const ours = { id: `rs_${FACTS.id}_0`, type: "reasoning", summary: [{ type: "summary_text", text: "Hm" }] };
    const theirs = { id: "rs_68af", type: "reasoning", summary: [] };
    assert.deepEqual(sentItems(chat({ input: [said, ours, theirs] })), [said, theirs]);
    const reference = { type: "item_reference", id: ours.id };
    assert.deepEqual(sentItems(chat({ input: [said, reference] }, memory)), [said]);
  });

  it("may be several answers, one after the other", () => {
    const memory = remembering();
    const asked = ask({ previous_response_id: ANSWER, input: [RESULT] }, memory);
    asked.whole({ content: [{ type: "text", text: "Done" }], finish: "stop" }, { ...FACTS, id: "second" });
    const { messages } = chat({ previous_response_id: "resp_second", input: "And?" }, memory);
    assert.deepEqual(
      messages.map(({ role, content }) => [role, content.length]),
      [
        ["user", 1],
        ["assistant", 3],
        ["user", 1],
        ["assistant", 1],
        ["user", 1],
      ],
    );
  });

  it("counts the places of a wrong request from its own input", () => {
    assert.throws(
      () => ask({ previous_response_id: ANSWER, input: [{ type: "message", role: "user" }] }, remembering()),
      (error) => error instanceof BadRequest && error.param === "input[0].content",
    );
  });

  it("is found by references to its items", () => {
    const item = { type: "item_reference", id: `fc_${FACTS.id}_3` };
    const request = chat({ input: [item, RESULT] }, remembering());
    const { messages, untranslatable } = request;
    assert.equal(messages[0]?.content[0]?.type, "tool-call");
    assert.equal(sentItems(request)[0]?.["type"], "function_call");
    assert.equal(untranslatable, undefined);
  });

  it("is nothing for an id that is not known, said with OpenAI's code", () => {
    assert.throws(
      () => ask({ previous_response_id: "resp_unknown" }),
      (error) => {
        assert.ok(error instanceof BadRequest);
        const { status } = error.problem;
        const { error: said } = openAiResponsesFormat.problem(error.problem);
        assert.equal(status, 400);
        assert.deepEqual(said, {
          message: "Previous response with id 'resp_unknown' not found.",
          type: "invalid_request_error",
          param: "previous_response_id",
          code: "previous_response_not_found",
        });
        return true;
      },
    );
  });

  it("is nothing where the caller wants nothing stored", () => {
    assert.equal(rememberedResponse(ANSWER, remembering({ store: false })), undefined);
  });

  it("can be fetched and deleted", () => {
    const memory = remembering();
    assert.equal(rememberedResponse(ANSWER, memory)?.["status"], "completed");
    assert.deepEqual(forgottenResponse(ANSWER, memory), { id: ANSWER, object: "response", deleted: true });
    assert.equal(rememberedResponse(ANSWER, memory), undefined);
    assert.equal(forgottenResponse(ANSWER, memory), undefined);
  });

  it("is an answer under the provider's id where it went through as it was", () => {
    const memory = createMemory();
    const encoder = ask({}, memory).encoder(FACTS);
    encoder.adopt({ type: "frame", data: JSON.stringify({ id: "resp_up", object: "response", created_at: 5 }) });
    for (const part of answerOf({ type: "text", text: "x" })) encoder.push(part);
    assert.equal(rememberedResponse("resp_up", memory)?.["created_at"], 5);
  });

  it("is the signatures of calls, where the caller kept none and sent no reasoning", () => {
    const memory = createMemory({
      c1: { reasoning: [{ text: "Hm", signature: THOUGHT.signature }], call: { provider: "gemini", value: "v" } },
    });
    const items = [{ type: "function_call", call_id: "c1", name: "f", arguments: "{}" }];
    const call = {
      type: "tool-call",
      id: "c1",
      name: "f",
      arguments: "{}",
      signature: { provider: "gemini", value: "v" },
    };
    assert.deepEqual(chat({ input: items }, memory).messages[0]?.content, [THOUGHT, call]);
    const reasoning = { type: "reasoning", summary: [{ type: "summary_text", text: "Own" }] };
    assert.deepEqual(chat({ input: [reasoning, ...items] }, memory).messages[0]?.content, [
      { type: "reasoning", text: "Own" },
      call,
    ]);
  });

  it("is no signature that a client has changed", () => {
    const broken = { type: "reasoning", summary: [], encrypted_content: "switchyard.bm90IGpzb24" };
    assert.deepEqual(chat({ input: [broken, { role: "user", content: "Hi" }] }).messages.length, 1);
  });
});
