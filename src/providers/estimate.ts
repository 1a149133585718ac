import { promptTokensOf, textTokens } from "../spec/prompt-tokens.ts";
import type { ModelRequest } from "../spec/request.ts";
import type { StreamPart, ToolCallDeltaPart } from "../spec/stream.ts";
import type { Usage } from "../spec/usage.ts";

/** Watches an answer go by, so that its usage is known even if the provider never tells. */
export interface Meter {
  see(part: StreamPart): void;
  /** Whether any text, reasoning or tool call came. */
  readonly answered: boolean;
  /** The usage to add before the end, when what was reported lacks something. */
  missing(): Usage | undefined;
}

/** Counts one answer to `request`. */
export function createMeter(request: ModelRequest): Meter {
  let reported: Usage | undefined;
  let text = 0;
  let reasoning = 0;
  let answered = false;
  const called = new Set<number>();

  function seeCall({ index, name, arguments: json }: ToolCallDeltaPart): void {
    text += json.length + (called.has(index) ? 0 : name.length);
    called.add(index);
  }

  return {
    get answered() {
      return answered;
    },
    see(part) {
      if (part.type === "usage") {
        reported = part.usage;
        text = reasoning = 0;
      } else if (part.type === "text") text += part.text.length;
      else if (part.type === "reasoning") reasoning += part.text.length;
      else if (part.type === "tool-call") seeCall(part);
      answered ||= part.type === "text" || part.type === "reasoning" || part.type === "tool-call";
    },
    missing() {
      // What a provider reported stands for all that came before it; Anthropic's first report, for one, comes
      // before the text.
      if (reported && text + reasoning === 0) return undefined;
      return {
        ...(reported ?? { input: promptTokensOf(request), cacheRead: 0, cacheWrite: 0, cacheWriteLong: 0 }),
        output: (reported?.output ?? 0) + textTokens(text + reasoning),
        reasoning: (reported?.reasoning ?? 0) + textTokens(reasoning),
        source: "estimated",
      };
    },
  };
}
