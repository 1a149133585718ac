import { sse, type AnswerContext, type AnswerEnd, type Encoder } from "../format.ts";
import { geminiMidAnswerError } from "./errors.ts";

const REASONS = { stop: "STOP", length: "MAX_TOKENS", "tool-calls": "STOP" } as const;

/**
 * Writes `GenerateContentResponse`. With `?alt=sse` as events; without it as one JSON array that grows.
 * A function call comes whole, in the last piece, as Gemini sends it.
 */
export function generateEncoder(context: AnswerContext, asEvents: boolean): Encoder {
  let first = true;
  let toolArguments = "";

  const framed = (response: unknown): string => {
    if (asEvents) return sse(response);
    const separator = first ? "[" : ",\r\n";
    first = false;
    return separator + JSON.stringify(response);
  };
  const response = (parts: readonly unknown[], end: AnswerEnd | undefined, sent: number) => ({
    candidates: [
      {
        content: { parts, role: "model" },
        ...(end === undefined ? {} : { finishReason: REASONS[end.reason] }),
        index: 0,
      },
    ],
    usageMetadata: usage(context, sent),
    modelVersion: context.model,
    responseId: context.requestId,
  });
  const lastPart = (text: string): unknown =>
    context.tool === undefined ? { text } : { functionCall: { name: context.tool, args: JSON.parse(text) } };

  let sent = 0;
  return {
    open: () => "",
    token(text) {
      sent += 1;
      if (context.tool === undefined) return framed(response([{ text }], undefined, sent));
      toolArguments += text;
      return "";
    },
    close(end) {
      const last = framed(response([lastPart(toolArguments)], end, end.output));
      return asEvents ? last : `${last}]`;
    },
    error() {
      const last = framed(geminiMidAnswerError);
      return asEvents ? last : `${last}]`;
    },
    errorBody: geminiMidAnswerError,
    whole: (text, end) => response([lastPart(text)], end, end.output),
  };
}

/** `promptTokenCount` includes what came from the cache; counts grow from chunk to chunk. */
function usage({ input }: AnswerContext, output: number) {
  return {
    promptTokenCount: input.input,
    candidatesTokenCount: output,
    totalTokenCount: input.input + output,
    ...(input.cacheRead > 0 ? { cachedContentTokenCount: input.cacheRead } : {}),
    promptTokensDetails: [{ modality: "TEXT", tokenCount: input.input }],
  };
}
