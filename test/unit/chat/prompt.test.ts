import assert from "node:assert/strict";
import fc from "fast-check";
import { buildPrompt } from "../../../src/features/chat/prompt.ts";
import { textTokens } from "../../../src/spec/prompt-tokens.ts";
import { emptyReply, type Question, type Reply } from "../../../src/features/chat/session.ts";

const question = (text: string, more: Partial<Question> = {}): Question => ({
  role: "user",
  id: text,
  text,
  attachments: [],
  task: "chat",
  ...more,
});
const reply = (text: string): Reply => ({ ...emptyReply(text, false), text, state: "done" });
const textOf = (prompt: ReturnType<typeof buildPrompt>) =>
  prompt.request.messages.map(({ content }) => content.map((part) => (part.type === "text" ? part.text : "")).join(""));

describe("the prompt of a conversation", () => {
  it("holds every turn in order", () => {
    const prompt = buildPrompt([question("one"), reply("two"), question("three")], 10_000);
    assert.deepEqual(textOf(prompt), ["one", "two", "three"]);
    assert.equal(prompt.dropped, 0);
  });

  it("quotes attached code with its place, in a fence its text cannot close", () => {
    const chip = { path: "src/a.md", lines: [3, 5], language: "markdown", tokens: 9 } as const;
    const prompt = buildPrompt([question("why?", { attachments: [{ chip, text: "a\n```js\nb\n```" }] })], 10_000);
    assert.deepEqual(textOf(prompt), ["From src/a.md, lines 3 to 5:\n````markdown\na\n```js\nb\n```\n````\n\nwhy?"]);
  });

  it("leaves out an answer of which nothing came", () => {
    const prompt = buildPrompt([question("one"), reply(""), question("again")], 10_000);
    assert.deepEqual(textOf(prompt), ["one", "again"]);
  });

  it("drops the oldest turns first, always sends the last question, and begins with the user", () => {
    const text = fc.string({ minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, text), { maxLength: 6 }),
        text,
        fc.integer({ min: 0, max: 500 }),
        (turns, last, budget) => {
          const messages = [...turns.flatMap(([ask, answer]) => [question(ask), reply(answer)]), question(last)];
          const prompt = buildPrompt(messages, budget);
          const sent = textOf(prompt);
          assert.equal(sent.at(-1), last);
          assert.equal(prompt.request.messages[0]?.role, "user");
          assert.deepEqual(
            sent,
            messages.slice(prompt.dropped).map((message) => message.text),
          );
          if (prompt.tokens > budget) assert.equal(sent.length, 1);
        },
      ),
    );
  });

  it("counts about four characters a token", () => {
    assert.equal(textTokens("12345".length), 2);
  });
});
