import type { Result } from "../../spec/failure.ts";
import type { Verbatim, WireFormat } from "../../spec/wire-format.ts";
import type { Connection } from "../dialect.ts";
import { explain } from "../explain.ts";
import { postDirect } from "../http/direct.ts";
import { CANCELLED, unreadable } from "../http/to-failure.ts";
import { asRecord, parseJson, type Json } from "../json.ts";
import { anthropicMessages } from "./anthropic-messages.ts";
import { fitThinking } from "../anthropic-messages/fit-thinking.ts";
import { modelPath } from "../gemini/model-path.ts";
import { gemini } from "./gemini.ts";
import type { WireSpeaker } from "./wire-speaker.ts";

/** How a format asks for a count, and where the answer has it. */
interface Counting {
  readonly speaker: WireSpeaker;
  path(model: string): string;
  /** The request without what the count does not take. */
  body(body: Readonly<Json>, model: string): Readonly<Json>;
  readonly field: string;
}

/** Fields of a message that the count takes; the API refuses the others. */
const COUNTED: ReadonlySet<string> = new Set([
  "messages",
  "system",
  "tools",
  "tool_choice",
  "thinking",
  "mcp_servers",
  "output_config",
  "output_format",
  "context_management",
]);

const COUNTINGS: Partial<Record<WireFormat, Counting>> = {
  "anthropic-messages": {
    speaker: anthropicMessages,
    path: () => "/messages/count_tokens",
    body: (body, model) => {
      const counted = Object.entries(body).filter(([name]) => COUNTED.has(name));
      return fitThinking({ model, ...Object.fromEntries(counted) }, model);
    },
    field: "input_tokens",
  },
  gemini: {
    speaker: gemini,
    path: (model) => `${modelPath(model)}:countTokens`,
    body: (body, model) => ({
      generateContentRequest: { ...(asRecord(body["generateContentRequest"]) ?? body), model: `models/${model}` },
    }),
    field: "totalTokens",
  },
};

const NO_SUCH_CALL: ReadonlySet<number> = new Set([404, 405, 501]);

/** Asks the provider how many tokens a request in its own format has; undefined where there is no such call. */
export async function countTokens(
  { provider, key }: Connection,
  verbatim: Verbatim,
  model: string,
  signal: AbortSignal,
): Promise<Result<number> | undefined> {
  const counting = COUNTINGS[verbatim.format];
  if (!counting) return undefined;
  const { speaker } = counting;
  const own = verbatim.headers ?? {};
  const headers = {
    "content-type": "application/json",
    ...provider.headers,
    ...speaker.usualHeaders,
    ...(speaker.accepted?.(provider.baseUrl, own) ?? own),
  };
  try {
    const answer = await postDirect(
      {
        url: provider.baseUrl + counting.path(model),
        headers: { ...headers, ...speaker.headers(key) },
        body: JSON.stringify(counting.body(verbatim.body, model)),
      },
      signal,
    );
    const body = parseJson(await answer.readAll());
    // Few of those who speak a format besides its vendor have this call of it.
    if (NO_SUCH_CALL.has(answer.status)) return undefined;
    if (answer.status !== 200) {
      const report = { status: answer.status, headers: answer.headers, body };
      return { ok: false, failure: speaker.failureOf(report, { key, now: Date.now() }) };
    }
    const count = asRecord(body)?.[counting.field];
    if (typeof count === "number") return { ok: true, value: count };
    return { ok: false, failure: unreadable("The provider's count of tokens could not be read.") };
  } catch (error) {
    if (signal.aborted) return { ok: false, failure: CANCELLED };
    const failureOf = () => unreadable("The provider's answer could not be read.");
    return { ok: false, failure: explain(error, { terminated: false, broke: error }, failureOf, false) };
  }
}
