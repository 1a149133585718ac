import { type Gap, gapOf } from "../../src/features/inline/gap.ts";

/** The gap at the `|` of a text. */
export function gapAt(content: string, language = "typescript", multiline = true): Gap {
  const [prefix = "", suffix = ""] = content.split("|", 2);
  return gapOf({ prefix, suffix, startsDocument: true, endsDocument: true }, language, multiline);
}
