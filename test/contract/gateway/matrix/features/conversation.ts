import assert from "node:assert/strict";
import { assertLines, type Feature } from "../feature.ts";
import type { Answer, Counted, Media, Told, Wish } from "../words.ts";

const GREETING = "Grüße, 世界 🚀 – wie geht's?";
const USAGE: Counted = { input: 1200, cached: 1024, output: 30, reasoning: 12 };

export const says = (text: string, more: Partial<Answer> = {}): Answer => ({
  content: [{ text }],
  finish: "stop",
  ...more,
});
export const asks = (text: string, more: Partial<Wish> = {}): Wish => ({
  turns: [{ role: "user", content: [{ text }] }],
  ...more,
});
export const PICTURE: Media = { type: "image", mediaType: "image/png", data: "iVBORw0KGgo=" };

const shows = (media: Media): Wish => ({ turns: [{ role: "user", content: [{ text: "What is this?" }, media] }] });

/** Fails unless the answer is this text and nothing else. */
export function comesAs(text: string): (told: Told) => void {
  return (told) => {
    assert.deepEqual([told.text, told.calls, told.finish, told.copies], [text, [], "stop", 1]);
  };
}

/** What is said, and with what. */
export const conversation: readonly Feature[] = [
  {
    name: "text",
    wish: asks("Hello, 世界?"),
    reply: says(GREETING),
    arrives: ({ lines }) => assert.deepEqual(lines, ["user: Hello, 世界?"]),
    comes: comesAs(GREETING),
  },
  {
    name: "system prompt",
    wish: asks("Hello?", { system: "Be brief." }),
    reply: says("Hi."),
    arrives: ({ lines }) => assert.deepEqual(lines, ["system: Be brief.", "user: Hello?"]),
    comes: comesAs("Hi."),
  },
  {
    name: "system in mid-conversation",
    needs: ["mid-system"],
    wish: {
      system: "Be brief.",
      turns: [
        { role: "user", content: [{ text: "Hello?" }] },
        { role: "assistant", text: "Hi." },
        { role: "user", content: [{ text: "What now?" }] },
        { role: "system", text: "From here on speak French." },
      ],
    },
    reply: says("Oui."),
    arrives: ({ lines }) =>
      assertLines(lines, "system: Be brief.", "user: Hello?", "assistant: Hi.", "user: What now?", "speak French."),
    comes: comesAs("Oui."),
  },
  {
    name: "several turns",
    needs: ["conversation"],
    wish: {
      turns: [
        { role: "user", content: [{ text: "One?" }] },
        { role: "assistant", text: "Two." },
        { role: "user", content: [{ text: "Three?" }] },
      ],
    },
    reply: says("Four."),
    arrives: ({ lines }) => assert.deepEqual(lines, ["user: One?", "assistant: Two.", "user: Three?"]),
    comes: comesAs("Four."),
  },
  {
    name: "picture in base64",
    wish: shows(PICTURE),
    reply: says("A dot."),
    arrives: ({ lines }) => assertLines(lines, "What is this?", "image image/png iVBORw0KGgo="),
    comes: comesAs("A dot."),
  },
  {
    name: "picture by address",
    needs: ["image by address"],
    wish: shows({ type: "image", mediaType: "image/png", url: "https://example.com/a.png" }),
    reply: says("A dot."),
    arrives: ({ lines }) => assertLines(lines, "What is this?", "image https://example.com/a.png"),
    comes: comesAs("A dot."),
  },
  {
    name: "PDF",
    needs: ["files"],
    wish: shows({ type: "file", mediaType: "application/pdf", data: "JVBERi0xLjQ=" }),
    reply: says("A paper."),
    arrives: ({ lines }) => assertLines(lines, "What is this?", "file application/pdf JVBERi0xLjQ="),
    comes: comesAs("A paper."),
  },
  {
    name: "marks for the prompt cache",
    needs: ["marks"],
    wish: {
      turns: [{ role: "user", content: [{ text: "A long text.", marked: true }, { text: "What of it?" }] }],
    },
    reply: says("Much."),
    arrives({ marked }, { upstream, isSame }) {
      const hasMarks = isSame || upstream.name === "anthropic";
      assert.deepEqual(marked, hasMarks ? ["A long text."] : []);
    },
    outcome: ({ upstream, isSame }) =>
      isSame || upstream.name === "anthropic" ? { is: "works" } : { is: "left-out", name: "cache" },
    comes: comesAs("Much."),
  },
  {
    name: "usage, with cached and reasoning tokens",
    needs: ["usage details"],
    wish: asks("Hello?"),
    reply: says("Hi.", { usage: USAGE }),
    comes: ({ usage }) => assert.deepEqual(usage, USAGE),
  },
];
