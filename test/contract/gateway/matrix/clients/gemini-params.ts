import type { Json } from "../../../../../src/gateway/json.ts";
import { finishIn, record, records, text } from "../reading.ts";
import type { Call, Counted, Finish, Media, Said, Told, Turn, Wish } from "../words.ts";

/** What both of Google's SDKs take in the same words. */
export function contentsOf({ turns }: Wish, resultsRole: "user" | "function"): Json[] {
  return turns.map((turn) => contentOf(turn, resultsRole));
}

function contentOf(turn: Turn, resultsRole: "user" | "function"): Json {
  switch (turn.role) {
    case "system":
      throw new Error("there is no such turn here");
    case "user":
      return { role: "user", parts: turn.content.map(partOf) };
    case "native":
      return record(turn.answer, "the answer");
    case "assistant":
      return {
        role: "model",
        parts: [
          ...(turn.text === undefined ? [] : [{ text: turn.text }]),
          ...(turn.calls ?? []).map(({ id, name, args }) => ({ functionCall: { id, name, args } })),
        ],
      };
    case "results":
      return {
        role: resultsRole,
        parts: turn.results.map(({ id, name, text: said, image }) => ({
          functionResponse: {
            id,
            name,
            response: { output: said },
            ...(image && { parts: [{ inlineData: { mimeType: image.mediaType, data: image.data } }] }),
          },
        })),
      };
  }
}

function partOf(part: Said | Media): Json {
  if ("text" in part) return { text: part.text };
  const { mediaType: mimeType, data, url } = part;
  return url === undefined ? { inlineData: { mimeType, data } } : { fileData: { mimeType, fileUri: url } };
}

export function generationConfigOf(wish: Wish): Json {
  const { schema, stop, temperature, topP, seed, maxTokens } = wish;
  return {
    ...(schema && { responseMimeType: "application/json", responseJsonSchema: schema }),
    ...(stop && { stopSequences: [...stop] }),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(seed !== undefined && { seed }),
    ...(maxTokens !== undefined && { maxOutputTokens: maxTokens }),
    ...(wish.thinks && { thinkingConfig: { thinkingLevel: "low", includeThoughts: true } }),
    ...(wish.copies && { candidateCount: wish.copies }),
    ...(wish.logprobs && { responseLogprobs: true }),
  };
}

export function toolsOf({ tools, choice }: Wish): Json {
  return {
    ...(tools && { tools: [{ functionDeclarations: tools.map((tool) => ({ ...tool })) }] }),
    ...(choice && { toolConfig: { functionCallingConfig: modeOf(choice) } }),
  };
}

function modeOf(choice: NonNullable<Wish["choice"]>): Json {
  if (typeof choice === "object") return { mode: "ANY", allowedFunctionNames: [choice.name] };
  return { mode: choice === "none" ? "NONE" : "ANY" };
}

const finishes: Readonly<Record<string, Finish>> = { STOP: "stop", MAX_TOKENS: "length", SAFETY: "filtered" };

/** What came, from the parts of all candidates and the last usage. */
export function toldOf(responses: readonly unknown[]): Told {
  const candidates = responses.flatMap((each) => records(record(each, "a response")["candidates"], "candidates"));
  const first = candidates.filter(({ index }) => (index ?? 0) === 0);
  const parts = first.flatMap(({ content }) => records(record(content ?? {}, "content")["parts"], "parts"));
  const calls = parts.flatMap((part, index): readonly Call[] => {
    if (part["functionCall"] === undefined) return [];
    const { id, name, args } = record(part["functionCall"], "functionCall");
    return [
      { id: typeof id === "string" ? id : `call_${index}`, name: text(name, "name"), args: record(args, "args") },
    ];
  });
  const finish = finishIn(finishes, first.findLast(({ finishReason }) => finishReason !== undefined)?.["finishReason"]);
  const usage = responses
    .map((each) => record(each, "a response")["usageMetadata"])
    .findLast((each) => each !== undefined);
  return {
    text: wordsIn(parts.filter(({ thought }) => thought !== true)),
    reasoning: wordsIn(parts.filter(({ thought }) => thought === true)),
    calls,
    finish: calls.length > 0 && finish === "stop" ? "calls" : finish,
    ...(usage !== undefined && { usage: usageOf(record(usage, "usageMetadata")) }),
    native: { role: "model", parts },
    copies: new Set(candidates.map(({ index }) => index ?? 0)).size,
    logprobs: first.some(({ avgLogprobs }) => avgLogprobs !== undefined),
  };
}

function wordsIn(parts: readonly Json[]): string {
  return parts.map(({ text: words }) => (typeof words === "string" ? words : "")).join("");
}

function usageOf(usage: Json): Counted {
  const count = (field: string): number => Number(usage[field] ?? 0);
  return {
    input: count("promptTokenCount"),
    cached: count("cachedContentTokenCount"),
    output: count("candidatesTokenCount") + count("thoughtsTokenCount"),
    reasoning: count("thoughtsTokenCount"),
  };
}
