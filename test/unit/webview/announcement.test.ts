import assert from "node:assert/strict";
import { announcementOf } from "../../../webview-ui/chat/announcement.ts";
import type { Answer } from "../../../webview-ui/chat/store.ts";

function answer(text: string, more: Partial<Answer> = {}): Answer {
  const trace = [{ routeId: "openai/gpt-5-mini", reason: "first", outcome: "succeeded" as const }];
  const details = { trace, leftOut: [], simulated: false };
  return { role: "assistant", id: "a", text, reasoning: "", state: "done", details, ...more };
}

describe("an answer for the ear", () => {
  it("begins with the model and has no marks", () => {
    const said = announcementOf(answer("## Why\n\nUse **cents** in `total`.\n\n> Always."));
    assert.equal(said, "Answer from gpt-5-mini. Why Use cents in total . Always.");
  });

  it("names code instead of reading it out", () => {
    const said = announcementOf(answer("Like so:\n\n```ts\nlet a = 1;\n```\n\nDone.\n\n~~~\nnever closed"));
    assert.equal(said, "Answer from gpt-5-mini. Like so: Code block. Done. Code block.");
  });

  it("is cut where it gets long", () => {
    assert.ok(announcementOf(answer("word ".repeat(1_000))).length < 450);
  });

  it("says why none came", () => {
    const said = announcementOf(answer("", { state: "failed", problem: { message: "The key was refused." } }));
    assert.equal(said, "Answer from gpt-5-mini. The key was refused.");
  });
});
