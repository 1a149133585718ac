import assert from "node:assert/strict";
import { createMemory } from "../../../../src/gateway/answer/memory.ts";
import { openAiResponsesFormat } from "../../../../src/gateway/formats/openai-responses/format.ts";
import type { FramePart } from "../../../../src/spec/stream.ts";

const output = [{ type: "message", role: "assistant", content: [{ type: "output_text", text: "Blue." }] }];
const response = { id: "resp_of_the_provider", object: "response", status: "completed", output };
const asked = { model: "m", input: "Which colour?" };

/** Has a memory see one piece of an answer that went through, and returns what the next request of that answer reads. */
function goOn(frame: FramePart, more: object = {}) {
  const memory = createMemory();
  openAiResponsesFormat.read({ ...asked, ...more }, { headers: {}, memory }).passed?.(frame);
  const next = { model: "m", input: "Why?", previous_response_id: response.id };
  return openAiResponsesFormat.read(next, { headers: {}, memory }).request;
}

describe("a response that went through as its provider wrote it", () => {
  const frames: Readonly<Record<string, FramePart>> = {
    streamed: { type: "frame", event: "response.completed", data: JSON.stringify({ response }) },
    whole: { type: "frame", data: JSON.stringify(response) },
  };
  for (const [name, frame] of Object.entries(frames)) {
    it(`can be gone on with by its id (${name})`, () => {
      const request = goOn(frame);
      assert.ok(request.kind === "chat");
      assert.deepEqual(
        request.messages.map(({ role, content }) => [role, content[0]?.type === "text" && content[0].text]),
        [
          ["user", "Which colour?"],
          ["assistant", "Blue."],
          ["user", "Why?"],
        ],
      );
      assert.equal(request.verbatim?.body["previous_response_id"], undefined);
    });
  }

  it("is not kept before it is whole", () => {
    const early: FramePart = { type: "frame", event: "response.created", data: JSON.stringify({ response }) };
    assert.throws(() => goOn(early), /not found/);
  });

  it("is not kept where it failed", () => {
    const failed = { ...response, status: "failed", error: { code: "server_error", message: "Oh." } };
    assert.throws(() => goOn({ type: "frame", data: JSON.stringify(failed) }), /not found/);
  });

  it("is not kept where the caller asks for that", () => {
    assert.throws(() => goOn(frames["whole"] ?? assert.fail(), { store: false }), /not found/);
  });
});
