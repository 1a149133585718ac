/**
 * A provider that costs no time: OpenAI's chat wire form, the whole answer in one write right after the request. Run as a
 * process of its own; prints its port once it listens.
 */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerWords } from "./answer-words.ts";

const head = { id: "chatcmpl-bench", created: 1_750_000_000, model: "bench-model" };
const usage = { prompt_tokens: 200, completion_tokens: answerWords.length, total_tokens: 200 + answerWords.length };

const whole = JSON.stringify({
  ...head,
  object: "chat.completion",
  choices: [{ index: 0, message: { role: "assistant", content: answerWords.join("") }, finish_reason: "stop" }],
  usage,
});

const streamed = [
  chunk([{ index: 0, delta: { role: "assistant", content: "" }, finish_reason: null }]),
  ...answerWords.map((content) => chunk([{ index: 0, delta: { content }, finish_reason: null }])),
  chunk([{ index: 0, delta: {}, finish_reason: "stop" }]),
  `data: ${JSON.stringify({ ...head, object: "chat.completion.chunk", choices: [], usage })}\n\n`,
  "data: [DONE]\n\n",
].join("");

function chunk(choices: readonly object[]): string {
  return `data: ${JSON.stringify({ ...head, object: "chat.completion.chunk", choices })}\n\n`;
}

function answer(body: string, response: ServerResponse): void {
  const isStreamed = /"stream"\s*:\s*true/.test(body);
  response.writeHead(200, { "content-type": isStreamed ? "text/event-stream" : "application/json" });
  // Two calls: a length must not be known beforehand, as it is not from a model.
  response.write(isStreamed ? streamed : whole);
  response.end();
}

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (piece: string) => (body += piece));
  request.on("end", () => answer(body, response));
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
