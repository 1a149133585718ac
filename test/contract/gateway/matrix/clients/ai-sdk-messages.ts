import type { Json } from "../../../../../src/gateway/json.ts";
import type { Media, Said, Turn, Wish } from "../words.ts";

/** A conversation in the AI SDK's own words, which it has translated by its providers. */
export function modelMessages({ turns }: Wish): readonly unknown[] {
  return turns.flatMap(messagesOf);
}

function messagesOf(turn: Turn): readonly unknown[] {
  switch (turn.role) {
    case "system":
      return [{ role: "system", content: turn.text }];
    case "user":
      return [{ role: "user", content: turn.content.map(partOf) }];
    case "native":
      return turn.answer as readonly unknown[];
    case "assistant":
      return [
        {
          role: "assistant",
          content: [
            ...(turn.text === undefined ? [] : [{ type: "text", text: turn.text }]),
            ...(turn.calls ?? []).map(({ id, name, args }) => ({
              type: "tool-call",
              toolCallId: id,
              toolName: name,
              input: args,
            })),
          ],
        },
      ];
    case "results":
      return [
        {
          role: "tool",
          content: turn.results.map(({ id, name, text, image }) => ({
            type: "tool-result",
            toolCallId: id,
            toolName: name,
            output: image
              ? { type: "content", value: [{ type: "text", text }, partOf(image)] }
              : { type: "text", value: text },
          })),
        },
      ];
  }
}

function partOf(part: Said | Media): Json {
  if ("text" in part) return { type: "text", text: part.text };
  const data = part.url === undefined ? { type: "data", data: part.data } : { type: "url", url: new URL(part.url) };
  const name = part.type === "file" ? { filename: "paper.pdf" } : {};
  return { type: "file", mediaType: part.mediaType, data, ...name };
}
