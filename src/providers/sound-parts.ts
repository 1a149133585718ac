import type { MiddlePart } from "../spec/stream.ts";

/**
 * The parts, once it is seen that their texts are texts: the wire's types say so, and what comes may be anything.
 * @throws TypeError where one is not
 */
export function soundParts(parts: readonly MiddlePart[]): readonly MiddlePart[] {
  if (parts.every(isSound)) return parts;
  throw new TypeError("an answer whose text is none");
}

function isSound(part: MiddlePart): boolean {
  switch (part.type) {
    case "text":
      return isText(part.text);
    case "reasoning":
      return isText(part.text) && (part.signature === undefined || isText(part.signature.value));
    case "tool-call":
      return [part.id, part.name, part.arguments].every(isText);
    case "frame":
    case "thinking":
    case "usage":
      return true;
  }
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}
