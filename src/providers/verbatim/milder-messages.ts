import type { Verbatim } from "../../spec/wire-format.ts";
import { describeError, type ErrorReport } from "../http/error-report.ts";
import { asRecord, asRecords, type Json } from "../json.ts";
import { acceptedHeaders, learnRefusal } from "./refused-betas.ts";

/** Thinking that another provider of this format signed, or nobody, while it stood in for the one that is asked now. */
const NOT_ITS_OWN =
  /invalid `?(?:signature|data)`? in `?(?:redacted_)?thinking`? block|thinking\.signature: field required/i;

const THINKING: ReadonlySet<unknown> = new Set(["thinking", "redacted_thinking"]);

/** A request without what was refused of it; undefined where it holds nothing that can be left out. */
export function milderMessages(sent: Verbatim, refusal: ErrorReport, baseUrl: string): Verbatim | undefined {
  const { headers = {} } = sent;
  if (learnRefusal(baseUrl, refusal, headers)) return { ...sent, headers: acceptedHeaders(baseUrl, headers) };
  if (!NOT_ITS_OWN.test(describeError(refusal).message)) return undefined;
  const turns = asRecords(sent.body["messages"]);
  const kept = turns.map(withoutThinking);
  if (kept.every((turn, index) => turn === turns[index])) return undefined;
  return { ...sent, body: { ...sent.body, messages: kept.filter((turn) => turn !== undefined) } };
}

/** Undefined for a turn that held nothing else. */
function withoutThinking(turn: Json): Json | undefined {
  const { content } = turn;
  const blocks: readonly unknown[] = Array.isArray(content) ? content : [];
  const others = blocks.filter((block) => !THINKING.has(asRecord(block)?.["type"]));
  if (others.length === blocks.length) return turn;
  return others.length > 0 ? { ...turn, content: others } : undefined;
}
