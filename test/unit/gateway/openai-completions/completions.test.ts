import assert from "node:assert/strict";
import { APIError } from "openai";
import type { AnswerPart } from "../../../../src/gateway/formats/format.ts";
import { openAiCompletionsFormat } from "../../../../src/gateway/formats/openai-completions/format.ts";
import type { Json } from "../../../../src/gateway/json.ts";
import { BadRequest, problemOf } from "../../../../src/gateway/problem.ts";
import type { FinishReason } from "../../../../src/spec/stream.ts";
import { asking, eventsIn, FACTS, sdkThatReads, USAGE, written } from "../openai-chat/openai-reader.ts";

const BODY = { model: "auto", prompt: "const a = " };
const read = (fields: Json = {}) => openAiCompletionsFormat.read({ ...BODY, ...fields }, asking());

describe("a completion that is asked for", () => {
  it("is a gap at the prompt's end, passed on as it was sent", () => {
    const ask = read();
    assert.equal(ask.task, "completion");
    assert.equal(ask.streamed, false);
    assert.deepEqual(ask.request, {
      kind: "fill",
      prefix: "const a = ",
      suffix: "",
      language: "plaintext",
      path: "",
      maxOutputTokens: 256,
      verbatim: { format: "openai-completions", body: BODY, streamed: false },
    });
  });

  it("may have a suffix and limits, and its one prompt in a list", () => {
    const { request, streamed, droppable } = read({
      prompt: ["a"],
      suffix: "b",
      max_tokens: 9,
      temperature: 0.2,
      stop: "\n",
      stream: true,
      n: 1,
      echo: false,
      logprobs: null,
      top_p: 0.5,
      user: "me",
    });
    assert.ok(request.kind === "fill");
    const { verbatim: _verbatim, ...rest } = request;
    assert.deepEqual(rest, {
      kind: "fill",
      prefix: "a",
      suffix: "b",
      language: "plaintext",
      path: "",
      maxOutputTokens: 9,
      temperature: 0.2,
      stop: ["\n"],
    });
    assert.equal(streamed, true);
    assert.deepEqual(droppable, ["top_p", "user"]);
  });

  const beyond: readonly (readonly [fields: Json, prefix: string, names: readonly string[]])[] = [
    [{ prompt: ["a", "b"] }, "a\nb", ["several prompts"]],
    [{ prompt: [1, 2] }, "", ["a prompt of tokens"]],
    [{ prompt: [[1, 2], [3]] }, "", ["several prompts", "a prompt of tokens"]],
    [{ n: 2, best_of: 3 }, "const a = ", ["n", "best_of"]],
    [{ echo: true, logprobs: 0, max_tokens: 0 }, "const a = ", ["max_tokens of 0", "echo", "logprobs"]],
  ];
  for (const [fields, prefix, names] of beyond) {
    it(`is for providers of its format with ${names.join(", ")}`, () => {
      const { request, droppable } = read(fields);
      assert.ok(request.kind === "fill");
      assert.equal(request.prefix, prefix);
      assert.deepEqual(request.untranslatable, names);
      assert.deepEqual(request.verbatim?.body, { ...BODY, ...fields });
      assert.equal(droppable, undefined);
    });
  }

  it("may have a limit below 0, which is none", () => {
    const { request } = read({ max_tokens: -1 });
    assert.ok(request.kind === "fill");
    assert.equal(request.maxOutputTokens, 256);
    assert.deepEqual(request.verbatim?.body, BODY);
  });

  const wrong: readonly (readonly [fields: Json, param: string, says: RegExp])[] = [
    [{ model: undefined }, "model", /is missing/],
    [{ prompt: undefined }, "prompt", /is missing/],
    [{ prompt: ["a", true] }, "prompt", /must be text or tokens/],
    [{ prompt: [[]] }, "prompt", /must be text or tokens/],
    [{ prompt: [] }, "prompt", /must be text or tokens/],
    [{ suffix: 1 }, "suffix", /must be text/],
    [{ max_tokens: 0.5 }, "max_tokens", /whole number/],
  ];
  for (const [fields, param, says] of wrong) {
    it(`is told what is wrong: ${param} ${says.source}`, () => {
      assert.throws(
        () => read(fields),
        (error: unknown) => error instanceof BadRequest && error.param === param && says.test(error.message),
      );
    });
  }
});

describe("an answer as text completions", () => {
  const text = (value: string): AnswerPart => ({ type: "text", text: value });
  const usage: AnswerPart = { type: "usage", usage: USAGE };
  const finish = (reason: FinishReason): AnswerPart => ({ type: "finish", reason });
  const head = { id: `cmpl-${FACTS.id}`, object: "text_completion", created: 1_780_000_000, model: FACTS.model };
  const chunk = (piece: string, finished: string | null = null) => ({
    ...head,
    choices: [{ text: piece, index: 0, logprobs: null, finish_reason: finished }],
  });

  it("is its text and its end, without reasoning", () => {
    const parts: readonly AnswerPart[] = [
      { type: "reasoning", text: "Hm" },
      text("1"),
      text(";"),
      usage,
      finish("length"),
    ];
    assert.deepEqual(eventsIn(written(read(), parts)), [chunk("1"), chunk(";"), chunk("", "length"), "[DONE]"]);
  });

  it("has the usage if it is asked for", () => {
    const events = eventsIn(
      written(read({ stream_options: { include_usage: true } }), [text("1"), usage, finish("stop")]),
    );
    assert.deepEqual(events.slice(0, 2), [
      { ...chunk("1"), usage: null },
      { ...chunk("", "stop"), usage: null },
    ]);
    const [last] = events.slice(2);
    assert.deepEqual(last, {
      ...head,
      choices: [],
      usage: {
        prompt_tokens: 100,
        completion_tokens: 50,
        total_tokens: 150,
        prompt_tokens_details: { cached_tokens: 60, cache_write_tokens: 30 },
        completion_tokens_details: { reasoning_tokens: 30 },
      },
    });
  });

  it("goes on under the ids of a provider that began it", () => {
    const encoder = read().encoder(FACTS);
    encoder.adopt({ type: "frame", data: '{"id":"cmpl-x","created":17,"model":"codestral","choices":[]}' });
    assert.deepEqual(eventsIn(encoder.push(text("1"))), [
      { ...chunk("1"), id: "cmpl-x", created: 17, model: "codestral" },
    ]);
  });

  it("is read by OpenAI's SDK, streamed and whole", async () => {
    const chunks = await sdkThatReads(
      written(read(), [text("1"), text(";"), finish("content-filtered")]),
    ).completions.create({
      ...BODY,
      stream: true,
    });
    const seen: unknown[] = [];
    for await (const { choices } of chunks) seen.push([choices[0]?.text, choices[0]?.finish_reason]);
    assert.deepEqual(seen, [
      ["1", null],
      [";", null],
      ["", "content_filter"],
    ]);

    const whole = read().whole({ content: [{ type: "text", text: "1;" }], finish: "stop", usage: USAGE }, FACTS);
    const answer = await sdkThatReads(whole).completions.create(BODY);
    assert.equal(answer.choices[0]?.text, "1;");
    assert.equal(answer.choices[0]?.finish_reason, "stop");
    assert.equal(answer.usage?.total_tokens, 150);
  });

  it("makes the SDK throw when it breaks off", async () => {
    const encoder = read().encoder(FACTS);
    const broken = encoder.push(text("1")) + encoder.fail(problemOf("timeout", "It took too long."));
    const chunks = await sdkThatReads(broken).completions.create({ ...BODY, stream: true });
    await assert.rejects(
      async () => {
        for await (const each of chunks) assert.equal(each.choices[0]?.text, "1");
      },
      (error: unknown) => error instanceof APIError && error.code === "timeout",
    );
  });
});
