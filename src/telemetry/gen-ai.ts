import type { Attributes } from "@opentelemetry/api";
import { ATTR_SERVER_ADDRESS, ATTR_SERVER_PORT } from "@opentelemetry/semantic-conventions";
import type { AttemptRecord } from "../spec/call.ts";
import type { Task } from "../spec/task.ts";
import { genAi } from "./names.ts";
import type { Surroundings } from "./surroundings.ts";

/**
 * Providers that the conventions know by another name than the catalog. The rest keep their ids.
 * https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/registry/attributes/gen-ai.md
 */
const providerNames: Readonly<Record<string, string>> = {
  gemini: "gcp.gemini",
  mistral: "mistral_ai",
  moonshot: "moonshot_ai",
  xai: "x_ai",
};

const finishReasons = {
  stop: "stop",
  length: "length",
  "tool-calls": "tool_call",
  "content-filtered": "content_filter",
} as const satisfies Readonly<Record<NonNullable<AttemptRecord["finish"]>, string>>;

/** What span and metrics of an attempt have in common: the operation, the provider, the model and where it was sent. */
export function operationAttributes(task: Task, attempt: AttemptRecord, around: Surroundings): Attributes {
  const provider = around.provider?.(attempt.provider);
  return {
    [genAi.operation]: operationName(task, provider?.dialect === "gemini" || attempt.provider === "gemini"),
    [genAi.provider]: providerNames[attempt.provider] ?? attempt.provider,
    [genAi.model]: attempt.model,
    ...(provider && serverAttributes(provider.baseUrl)),
  };
}

export function finishReason(finish: NonNullable<AttemptRecord["finish"]>): string {
  return finishReasons[finish];
}

/** Google's own operation is a `generate_content` by the conventions, also where it is a chat. */
function operationName(task: Task, google: boolean): string {
  if (task === "completion") return "text_completion";
  return google ? "generate_content" : "chat";
}

function serverAttributes(baseUrl: string): Attributes {
  if (!URL.canParse(baseUrl)) return {};
  const { hostname, port, protocol } = new URL(baseUrl);
  const usual = protocol === "http:" ? 80 : 443;
  return { [ATTR_SERVER_ADDRESS]: hostname, [ATTR_SERVER_PORT]: port === "" ? usual : Number(port) };
}
