import OpenAI from "openai";
import type {
  Response,
  ResponseCreateParamsNonStreaming,
  ResponseInputItem,
} from "openai/resources/responses/responses";
import type { Json } from "../../../../../src/gateway/json.ts";
import { parsed } from "../reading.ts";
import type { Finish, Media, Said, Told, Turn, Wish } from "../words.ts";
import type { Address, Client } from "./client.ts";

/** OpenAI's SDK over Responses, without state at the server, as most agents ask. */
export const openAiResponsesClient: Client = {
  name: "openai responses",
  format: "openai-responses",
  lacks: new Set(["stop", "seed", "copies", "marks", "count"]),
  ways: {
    async create(wish, at) {
      const { responses } = sdk(at);
      const params = paramsOf(wish, at.model);
      return told(await (wish.schema ? responses.parse(params) : responses.create(params)));
    },
    async "stream helper"(wish, at) {
      return told(
        await sdk(at)
          .responses.stream({ ...paramsOf(wish, at.model), stream: true })
          .finalResponse(),
      );
    },
  },
};

function sdk({ url, token }: Address): OpenAI {
  return new OpenAI({ baseURL: `${url}/v1`, apiKey: token, maxRetries: 0 });
}

function paramsOf(wish: Wish, model: string): ResponseCreateParamsNonStreaming {
  const { choice, schema, temperature, topP, maxTokens } = wish;
  const include = [
    ...(wish.thinks ? (["reasoning.encrypted_content"] as const) : []),
    ...(wish.logprobs ? (["message.output_text.logprobs"] as const) : []),
  ];
  return {
    model,
    store: false,
    input: wish.turns.flatMap(itemsOf),
    ...(wish.system !== undefined && { instructions: wish.system }),
    ...(wish.tools && { tools: wish.tools.map((tool) => ({ type: "function", strict: false, ...tool })) }),
    ...(choice && { tool_choice: typeof choice === "string" ? choice : { type: "function", name: choice.name } }),
    ...(wish.single && { parallel_tool_calls: false }),
    ...(schema && { text: { format: { type: "json_schema", name: "answer", strict: true, schema } } }),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(maxTokens !== undefined && { max_output_tokens: maxTokens }),
    ...(wish.thinks && { reasoning: { effort: "low", summary: "auto" } }),
    ...(include.length > 0 && { include }),
  };
}

function itemsOf(turn: Turn): ResponseInputItem[] {
  switch (turn.role) {
    case "system":
      return [{ role: "system", content: turn.text }];
    case "user":
      return [{ role: "user", content: turn.content.map(partOf) as never }];
    case "native":
      return [...(turn.answer as ResponseInputItem[])];
    case "assistant":
      return [
        ...(turn.text === undefined ? [] : [{ role: "assistant" as const, content: turn.text }]),
        ...(turn.calls ?? []).map(({ id, name, args }) => ({
          type: "function_call" as const,
          call_id: id,
          name,
          arguments: JSON.stringify(args),
        })),
      ];
    case "results":
      return turn.results.map(({ id, text, image }) => ({
        type: "function_call_output",
        call_id: id,
        output: image ? ([{ type: "input_text", text }, partOf(image)] as never) : text,
      }));
  }
}

function partOf(part: Said | Media): Json {
  if ("text" in part) return { type: "input_text", text: part.text };
  const url = part.url ?? `data:${part.mediaType};base64,${part.data}`;
  if (part.type === "image") return { type: "input_image", image_url: url, detail: "auto" };
  return { type: "input_file", filename: "paper.pdf", file_data: url };
}

function told(response: Response): Told {
  const { output, usage } = response;
  const calls = output.flatMap((item) =>
    item.type === "function_call"
      ? [{ id: item.call_id, name: item.name, args: parsed(item.arguments, "arguments") }]
      : [],
  );
  const texts = output.flatMap((item) => (item.type === "message" ? item.content : []));
  const reasoning = output.flatMap((item) =>
    item.type === "reasoning" ? [...item.summary, ...(item.content ?? [])].map(({ text }) => text) : [],
  );
  return {
    text: response.output_text,
    reasoning: reasoning.join(""),
    calls,
    finish: finishOf(response, calls.length > 0),
    ...(usage && {
      usage: {
        input: usage.input_tokens,
        cached: usage.input_tokens_details.cached_tokens,
        output: usage.output_tokens,
        reasoning: usage.output_tokens_details.reasoning_tokens,
      },
    }),
    native: output,
    copies: 1,
    logprobs: texts.some((part) => part.type === "output_text" && (part.logprobs?.length ?? 0) > 0),
    ...("output_parsed" in response && response.output_parsed !== null && { parsed: response.output_parsed }),
  };
}

function finishOf({ status, incomplete_details: why }: Response, called: boolean): Finish {
  if (status === "incomplete") return why?.reason === "content_filter" ? "filtered" : "length";
  return called ? "calls" : "stop";
}
