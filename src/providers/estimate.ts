import type { ModelRequest } from "../spec/request.ts";
import type { StreamPart, ToolCallDeltaPart } from "../spec/stream.ts";
import type { Usage } from "../spec/usage.ts";

/**
 * Characters of a token, as a rule of thumb over English and code for all three vendors' tokenisers. Being off by a
 * quarter is usual, which is why an estimate is marked as one.
 */
const CHARACTERS_PER_TOKEN = 4;

/** What a picture is taken for: between a small and a full-size one at the three vendors. */
const TOKENS_PER_IMAGE = 1000;

/** Tokens of a text of that many characters. */
function tokensOf(characters: number): number {
  return Math.ceil(characters / CHARACTERS_PER_TOKEN);
}

/** Prompt tokens of a request, for when the provider reports none. */
export function estimateInput(request: ModelRequest): number {
  if (request.kind === "fill") return tokensOf(request.prefix.length + request.suffix.length);
  let characters = request.system?.length ?? 0;
  let images = 0;
  for (const part of request.messages.flatMap((message) => message.content)) {
    if (part.type === "image") images += 1;
    else if (part.type === "tool-call") characters += part.name.length + part.arguments.length;
    else characters += part.type === "tool-result" ? part.content.length : part.text.length;
  }
  if (request.tools?.length) characters += JSON.stringify(request.tools).length;
  return tokensOf(characters) + images * TOKENS_PER_IMAGE;
}

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
        ...(reported ?? { input: estimateInput(request), cacheRead: 0, cacheWrite: 0, cacheWriteLong: 0 }),
        output: (reported?.output ?? 0) + tokensOf(text + reasoning),
        reasoning: (reported?.reasoning ?? 0) + tokensOf(reasoning),
        source: "estimated",
      };
    },
  };
}
