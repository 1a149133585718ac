import assert from "node:assert/strict";
import type { OpenAI } from "openai";
import type { AnswerPart } from "../../../../src/gateway/formats/format.ts";
import type { Json } from "../../../../src/gateway/json.ts";
import { problemOf } from "../../../../src/gateway/problem.ts";
import { answerOf, ask, clientOf, eventsIn, FACTS, USAGE, written } from "./helpers.ts";

const text = (said: string): AnswerPart => ({ type: "text", text: said });
const call = (index: number, id: string, name: string, args: string): AnswerPart => {
  return { type: "tool-call", index, id, name, arguments: args };
};

const TOOLS = ["f", "g"].map((name) => ({ type: "function", name, parameters: null, strict: false }) as const);

/** Everything at once: reasoning with a signature, text, two calls in turns. */
const MIXED: readonly AnswerPart[] = [
  { type: "reasoning", text: "Let me " },
  { type: "reasoning", text: "think." },
  { type: "reasoning", text: "", signature: { provider: "anthropic", value: "sig" } },
  text("Hel"),
  text("lo"),
  call(0, "c1", "f", ""),
  call(0, "c1", "f", '{"a":'),
  call(1, "c2", "g", ""),
  call(0, "c1", "f", "1}"),
];

const PARAMS = { model: "m", input: "Hi", tools: [...TOOLS] } as const;

async function collect(client: OpenAI): Promise<readonly { readonly type: string }[]> {
  const events = [];
  for await (const event of await client.responses.create({ ...PARAMS, tools: [...TOOLS], stream: true })) {
    events.push(event);
  }
  return events;
}

describe("an answer in the Responses format", () => {
  it("is the whole sequence of events, numbered", () => {
    const events = eventsIn(written(ask({}), answerOf(text("Hel"), text("lo"))));
    assert.deepEqual(
      events.map(({ type }) => type),
      [
        "response.created",
        "response.in_progress",
        "response.output_item.added",
        "response.content_part.added",
        "response.output_text.delta",
        "response.output_text.delta",
        "response.output_text.done",
        "response.content_part.done",
        "response.output_item.done",
        "response.completed",
      ],
    );
    assert.deepEqual(
      events.map((event) => event["sequence_number"]),
      events.map((_event, index) => index),
    );
  });

  it("repeats the request, and tells the usage in OpenAI's way", () => {
    const body = { instructions: "I", metadata: { a: "b" }, temperature: 1, tools: TOOLS, text: { verbosity: "low" } };
    const events = eventsIn(written(ask(body), answerOf(text("x"))));
    const response = events.at(-1)?.["response"] as Json;
    const { format } = response["text"] as Json;
    assert.deepEqual(
      [response["id"], response["created_at"], response["model"], response["status"]],
      [`resp_${FACTS.id}`, 1_700_000_000, "some-model", "completed"],
    );
    assert.deepEqual(
      [response["instructions"], response["metadata"], response["temperature"], response["tools"], format],
      ["I", { a: "b" }, 1, TOOLS, { type: "text" }],
    );
    assert.deepEqual(response["usage"], {
      input_tokens: 20,
      input_tokens_details: { cached_tokens: 5, cache_write_tokens: 2 },
      output_tokens: 9,
      output_tokens_details: { reasoning_tokens: 4 },
      total_tokens: 29,
    });
  });

  it("is the same in one piece as at the end of a stream", () => {
    const asked = ask({ tools: TOOLS });
    const last = eventsIn(written(asked, answerOf(...MIXED))).at(-1)?.["response"];
    const whole = asked.whole(
      {
        content: [
          { type: "reasoning", text: "Let me think.", signature: { provider: "anthropic", value: "sig" } },
          { type: "text", text: "Hello" },
          { type: "tool-call", id: "c1", name: "f", arguments: '{"a":1}' },
          { type: "tool-call", id: "c2", name: "g", arguments: "" },
        ],
        finish: "tool-calls",
        usage: USAGE,
      },
      FACTS,
    );
    assert.deepEqual(whole, last);
  });

  for (const [reason, status, incomplete] of [
    ["stop", "completed", null],
    ["tool-calls", "completed", null],
    ["length", "incomplete", { reason: "max_output_tokens" }],
    ["content-filtered", "incomplete", { reason: "content_filter" }],
  ] as const) {
    it(`that ended for ${reason} is ${status}`, () => {
      const last = eventsIn(written(ask({}), [text("x"), { type: "finish", reason }])).at(-1);
      const response = last?.["response"] as { readonly incomplete_details: unknown; readonly output: readonly Json[] };
      assert.equal(last?.["type"], `response.${status}`);
      assert.deepEqual(response.incomplete_details, incomplete);
      assert.equal(response.output[0]?.["status"], status);
    });
  }

  for (const size of [1, 5, 4096]) {
    it(`is read by OpenAI's client in pieces of ${size} bytes`, async () => {
      const stream = clientOf(written(ask({ tools: TOOLS }), answerOf(...MIXED)), { size }).responses.stream({
        ...PARAMS,
        tools: [...TOOLS],
      });
      const deltas: string[] = [];
      stream.on("response.output_text.delta", ({ delta }) => deltas.push(delta));
      const response = await stream.finalResponse();
      assert.deepEqual(deltas, ["Hel", "lo"]);
      assert.equal(response.output_text, "Hello");
      assert.deepEqual(
        response.output.map((item) => (item.type === "function_call" ? [item.name, item.arguments] : item.type)),
        ["reasoning", "message", ["f", '{"a":1}'], ["g", "{}"]],
      );
      const [reasoning] = response.output;
      assert.ok(reasoning?.type === "reasoning" && reasoning.encrypted_content);
      assert.deepEqual(reasoning.summary, [{ type: "summary_text", text: "Let me think." }]);
      assert.equal(new Set(response.output.map((item) => item.id)).size, 4);
    });
  }

  it("with a tool of any text and one of the client's own is read by OpenAI's client", async () => {
    const tools = [{ type: "custom", name: "patch" } as const, { type: "local_shell" } as const];
    const parts = [call(0, "c1", "patch", '{"input":"a\\"b"}'), call(1, "c2", "local_shell", '{"command":["ls"]}')];
    const { responses } = clientOf(written(ask({ tools }), answerOf(...parts)));
    const { output } = await responses.stream({ ...PARAMS, tools }).finalResponse();
    const [custom, shell] = output;
    assert.ok(custom?.type === "custom_tool_call" && shell?.type === "local_shell_call");
    assert.equal(custom.input, 'a"b');
    assert.deepEqual(shell.action.command, ["ls"]);
  });

  it("in one piece is read by OpenAI's client", async () => {
    const whole = ask({}).whole({ content: [{ type: "text", text: "Hello" }], finish: "stop" }, FACTS);
    const response = await clientOf(JSON.stringify(whole), { streamed: false }).responses.create({
      model: "m",
      input: "Hi",
    });
    assert.deepEqual([response.output_text, response.status], ["Hello", "completed"]);
  });

  it("with a schema is parsed by OpenAI's client", async () => {
    const format = { type: "json_schema", name: "n", schema: { type: "object" }, strict: true } as const;
    const asked = ask({ text: { format } });
    const params = { model: "m", input: "Hi", text: { format } };
    const whole = asked.whole({ content: [{ type: "text", text: '{"a":1}' }], finish: "stop" }, FACTS);
    const parsed = await clientOf(JSON.stringify(whole), { streamed: false }).responses.parse(params);
    assert.deepEqual(parsed.output_parsed, { a: 1 });
    const streamed = clientOf(written(asked, answerOf(text('{"a":'), text("1}")))).responses.stream(params);
    assert.deepEqual((await streamed.finalResponse()).output_parsed, { a: 1 });
  });

  it("that fails after it had begun is an error to OpenAI's client, and looks like no success", async () => {
    const encoder = ask({}).encoder(FACTS);
    const sent =
      encoder.push(text("Hel")) + encoder.fail(problemOf("rate-limited", "Too many.", { retryAfterMs: 1500 }));
    await assert.rejects(collect(clientOf(sent)), /Too many/);
    const [failed, error] = eventsIn(sent).slice(-2);
    const response = failed?.["response"] as { readonly status: string; readonly error: Json; readonly output: Json[] };
    assert.equal(failed?.["type"], "response.failed");
    assert.equal(response.status, "failed");
    // Codex waits as long as the sentence says.
    assert.deepEqual(response.error, {
      code: "rate_limit_exceeded",
      message: "Too many. Please try again in 1500ms.",
    });
    assert.equal(response.output[0]?.["status"], "incomplete");
    assert.deepEqual([error?.["type"], error?.["code"]], ["error", "rate_limit_exceeded"]);
    assert.ok(!sent.includes("response.completed") && !sent.includes("output_item.done"));
  });

  it("that fails at once still begins", () => {
    const sent = ask({}).encoder(FACTS).fail(problemOf("overloaded", "Busy."));
    assert.deepEqual(
      eventsIn(sent).map(({ type }) => type),
      ["response.created", "response.in_progress", "response.failed", "error"],
    );
  });

  it("goes on under the provider's ids where its beginning went through", async () => {
    const upstream = [
      { type: "response.created", sequence_number: 0, response: { id: "resp_up", created_at: 5, output: [] } },
      {
        type: "response.output_item.added",
        sequence_number: 1,
        output_index: 0,
        item: { id: "rs_up", type: "reasoning", summary: [] },
      },
      {
        type: "response.output_item.done",
        sequence_number: 2,
        output_index: 0,
        item: { id: "rs_up", type: "reasoning", summary: [] },
      },
      {
        type: "response.output_item.added",
        sequence_number: 3,
        output_index: 1,
        item: { id: "msg_up", type: "message", role: "assistant", content: [] },
      },
      {
        type: "response.content_part.added",
        sequence_number: 4,
        output_index: 1,
        item_id: "msg_up",
        content_index: 0,
        part: { type: "output_text", text: "", annotations: [] },
      },
      {
        type: "response.output_text.delta",
        sequence_number: 40,
        output_index: 1,
        item_id: "msg_up",
        content_index: 0,
        delta: "Hel",
        logprobs: [],
      },
    ];
    const encoder = ask({}).encoder(FACTS);
    let sent = "";
    for (const event of upstream) {
      encoder.adopt({ type: "frame", event: event.type, data: JSON.stringify(event) });
      sent += `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
    }
    encoder.push(text("Hel"));
    for (const part of answerOf(text("lo"))) sent += encoder.push(part);
    const numbers = eventsIn(sent).map((event) => Number(event["sequence_number"]));
    assert.deepEqual(
      numbers,
      numbers.toSorted((one, other) => one - other),
    );
    assert.equal(new Set(numbers).size, numbers.length);
    const response = await clientOf(sent).responses.stream({ model: "m", input: "Hi" }).finalResponse();
    assert.equal(response.id, "resp_up");
    assert.equal(response.output_text, "Hello");
  });
});
