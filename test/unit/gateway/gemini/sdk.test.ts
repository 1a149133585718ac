import assert from "node:assert/strict";
import { GoogleGenerativeAI } from "@google/generative-ai";
import type { AnswerPart, Ask, WholeAnswer } from "../../../../src/gateway/formats/format.ts";
import { geminiFormat } from "../../../../src/gateway/formats/gemini/format.ts";
import { asRecord } from "../../../../src/gateway/json.ts";
import { problemOf } from "../../../../src/gateway/problem.ts";
import { withFetch } from "../../../../src/providers/gemini/with-fetch.ts";
import type { Usage } from "../../../../src/spec/usage.ts";
import { facts, read } from "./asking.ts";

const usage: Usage = {
  input: 9,
  cacheRead: 0,
  cacheWrite: 0,
  cacheWriteLong: 0,
  output: 5,
  reasoning: 2,
  source: "reported",
};
const answer: readonly AnswerPart[] = [
  { type: "reasoning", text: "Let me think." },
  { type: "text", text: "Hel" },
  { type: "text", text: "lo" },
  { type: "tool-call", index: 0, id: "a", name: "weather", arguments: '{"city":' },
  { type: "tool-call", index: 1, id: "b", name: "weather", arguments: '{"city":"B"}' },
  { type: "tool-call", index: 0, id: "a", name: "weather", arguments: '"A"}' },
  { type: "usage", usage },
  { type: "finish", reason: "tool-calls" },
];

/** The SDK with `respond` in place of the network; what it sends is read as the gateway would. */
function sdk(respond: (ask: Ask) => Response) {
  const model = new GoogleGenerativeAI("key").getGenerativeModel({
    model: "switchyard-chat",
    systemInstruction: "Be brief",
    tools: [{ functionDeclarations: [{ name: "weather" }] }],
  });
  const replaced: typeof fetch = async (url, init) => {
    const request = new Request(url, init);
    const [, name, call] = /\/v1beta\/models\/([^:]+):(\w+)/.exec(request.url) ?? [];
    const body = asRecord(await request.json()) ?? {};
    return respond(read(body, { model: name ?? "", streamed: call === "streamGenerateContent" }));
  };
  return {
    stream: () => withFetch(replaced, () => model.generateContentStream("Weather?")),
    whole: () => withFetch(replaced, () => model.generateContent("Weather?")),
  };
}

/** A body in pieces that end anywhere. */
function inPieces(written: string, size: number): Response {
  const bytes = new TextEncoder().encode(written);
  let at = 0;
  const pieces = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.slice(at, (at += size)));
      else controller.close();
    },
  });
  return new Response(pieces, { headers: { "content-type": "text/event-stream" } });
}

describe("the official Google SDK", () => {
  it("reads a streamed answer", async () => {
    const { stream, response } = await sdk((ask) => {
      assert.deepEqual([ask.model, ask.streamed], ["switchyard-chat", true]);
      const encoder = ask.encoder(facts);
      return inPieces(answer.map((part) => encoder.push(part)).join(""), 7);
    }).stream();
    let said = "";
    for await (const chunk of stream) said += chunk.text();
    const whole = await response;
    assert.equal(said, "Hello");
    assert.equal(whole.text(), "Hello");
    assert.deepEqual(
      whole.functionCalls()?.map(({ args }) => args),
      [{ city: "A" }, { city: "B" }],
    );
    assert.equal(whole.candidates?.[0]?.finishReason, "STOP");
    assert.equal(whole.usageMetadata?.totalTokenCount, 14);
  });

  it("reads an answer in one piece", async () => {
    const content: WholeAnswer["content"] = [
      { type: "text", text: "Hello" },
      { type: "tool-call", id: "a", name: "weather", arguments: '{"city":"A"}' },
    ];
    const { response } = await sdk((ask) =>
      Response.json(ask.whole({ content, finish: "tool-calls", usage }, facts)),
    ).whole();
    assert.equal(response.text(), "Hello");
    assert.deepEqual(response.functionCalls()?.[0]?.args, { city: "A" });
    assert.equal(response.usageMetadata?.candidatesTokenCount, 3);
  });

  for (const size of [5, 10_000]) {
    it(`does not take an answer that failed for a whole one, in pieces of ${size} bytes`, async () => {
      const { stream, response } = await sdk((ask) => {
        const encoder = ask.encoder(facts);
        const begun = answer
          .slice(0, 3)
          .map((part) => encoder.push(part))
          .join("");
        return inPieces(begun + encoder.fail(problemOf("truncated", "It broke off.")), size);
      }).stream();
      await assert.rejects(async () => {
        for await (const chunk of stream) chunk.text();
      });
      await assert.rejects(response);
    });
  }

  it("tells the sentence of an error", async () => {
    const problem = problemOf("no-route", "No model is set up.");
    await assert.rejects(
      sdk(() => Response.json(geminiFormat.problem(problem), { status: problem.status })).whole(),
      /503 .*No model is set up\./,
    );
  });

  it("says that an answer was stopped by a filter", async () => {
    const { response } = await sdk((ask) =>
      Response.json(ask.whole({ content: [], finish: "content-filtered" }, facts)),
    ).whole();
    assert.throws(() => response.text(), /SAFETY/);
  });
});
