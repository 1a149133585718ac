import type { ChatRequest, FillRequest } from "../../spec/request.ts";

/** Where the caret is. No programming language has it, so that it cannot be mistaken for a part of the document. */
const GAP = "⟦GAP⟧";

/**
 * What a chat model has to know to fill a gap as a fill-in-the-middle model would. The same for every file, so that
 * a provider's prompt cache may keep it.
 */
const INSTRUCTION = `You complete text at the caret of an editor. The user sends a document in which ${GAP} marks the caret.
Reply with exactly the text that belongs in place of ${GAP}, and with nothing else:
- no explanation, no greeting, no Markdown fence around it;
- do not repeat text that stands before or after ${GAP}; begin right at the caret, in the middle of a word or line if it is there;
- keep the document's indentation, quotes, naming and language;
- write the shortest text that completes the current statement, line or block, and stop there;
- if nothing is missing, reply with an empty message.`;

/** A gap to be filled, as a conversation for a model that has no call for it. */
export function fillAsChat(request: FillRequest): ChatRequest {
  return {
    kind: "chat",
    system: INSTRUCTION,
    messages: [{ role: "user", content: [{ type: "text", text: documentWithGap(request) }] }],
    maxOutputTokens: request.maxOutputTokens,
    temperature: request.temperature ?? 0,
    ...(request.stop?.length && { stop: request.stop }),
  };
}

function documentWithGap(request: FillRequest): string {
  return `File: ${request.path}\nLanguage: ${request.language}\n\n${request.prefix}${GAP}${request.suffix}`;
}
