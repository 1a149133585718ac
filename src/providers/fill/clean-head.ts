/** What has been let through so far. */
interface HeadResult {
  readonly text: string;
  /** A fence was taken off the beginning, so its partner is to be looked for. */
  readonly fenced: boolean;
}

/** Cuts what a chat model puts before the text that was asked for. Once the text has begun, all goes through. */
export interface HeadCleaner {
  push(text: string): HeadResult;
  end(): HeadResult;
}

/** The first line of a fence, with its language. */
const FENCE = /^\s*```[^\n`]*\n/;
/** What may still become one. */
const FENCE_BEGUN = /^\s*(?:`{0,2}|```[^\n`]*)$/;

/** How a model begins to speak before it gives the code. Believed only when a fence follows the line. */
const OPENINGS: readonly string[] = [
  "sure",
  "certainly",
  "of course",
  "okay",
  "ok",
  "here's",
  "here is",
  "here are",
  "the missing",
  "the completed",
  "the code",
  "the text",
];
const OPENING_LINE = String.raw`^\s*(?:${OPENINGS.join("|")})\b[^\n]*`;
/** Such a line, and the fence after it. */
const CHATTER = new RegExp(`${OPENING_LINE}\\n\\s*(?=\`\`\`)`, "i");
/** What may still become that, once the first words are there. */
const CHATTER_BEGUN = new RegExp(`${OPENING_LINE}(?:\\n\\s*\`{0,2})?$`, "i");

/** A repetition shorter than this, in visible characters, is as likely meant. */
const LEAST_REPEATED = 3;

/** How many lines before the caret may be repeated. */
const MOST_REPEATED_LINES = 3;

/** A head cleaner for an answer that is to stand right after `prefix`. */
export function createHeadCleaner(prefix: string): HeadCleaner {
  const repeats = repeatable(prefix);
  const afterSpace = /[ \t]$/.test(prefix);
  let held = "";
  let stage: "opening" | "overlap" | "through" = "opening";
  let fenced = false;

  /** Takes the stages as far as the held text decides them; `whole` when no more will come. */
  function settle(whole: boolean): string {
    if (stage === "opening" && (whole || !mayOpen(held))) {
      const chatter = chatterIn(held);
      const fence = FENCE.exec(held.slice(chatter))?.[0] ?? "";
      fenced = fence !== "";
      if (fenced) held = held.slice(chatter + fence.length);
      stage = "overlap";
    }
    if (stage === "overlap" && (whole || !mayRepeat(held))) {
      held = withoutRepetition(held);
      stage = "through";
    }
    if (stage !== "through") return "";
    const text = held;
    held = "";
    return text;
  }

  function mayRepeat(text: string): boolean {
    return (
      (afterSpace && /^[ \t]*$/.test(text)) ||
      repeats.some((line) => line.length > text.length && line.startsWith(text))
    );
  }

  function withoutRepetition(text: string): string {
    const repeated = repeats.find((line) => text.startsWith(line));
    if (repeated !== undefined) return text.slice(repeated.length);
    // The caret stands after white space already; the model indents once more.
    return afterSpace ? text.replace(/^[ \t]+/, "") : text;
  }

  return {
    push(text) {
      held += text;
      return { text: settle(false), fenced };
    },
    end() {
      return { text: settle(true), fenced };
    },
  };
}

/**
 * Whether more text could still make this an opening that is to be cut. Once it could not, no further text changes
 * that; so the cut does not depend on the pieces that the text comes in.
 */
function mayOpen(text: string): boolean {
  const chatter = chatterIn(text);
  if (FENCE_BEGUN.test(text.slice(chatter))) return true;
  if (chatter > 0) return false;
  const start = text.trimStart().toLowerCase();
  return CHATTER_BEGUN.test(text) || OPENINGS.some((opening) => opening.startsWith(start));
}

function chatterIn(text: string): number {
  return CHATTER.exec(text)?.[0].length ?? 0;
}

/**
 * The last lines before the caret as a model may repeat them, with and without their indentation; the longest
 * first.
 */
function repeatable(prefix: string): readonly string[] {
  const lines = prefix.split("\n");
  const found = new Set<string>();
  for (let count = Math.min(MOST_REPEATED_LINES, lines.length); count > 0; count -= 1) {
    const text = lines.slice(-count).join("\n");
    for (const each of [text, text.trimStart()]) {
      if (each.replace(/\s/g, "").length >= LEAST_REPEATED) found.add(each);
    }
  }
  return [...found].toSorted((a, b) => b.length - a.length);
}
