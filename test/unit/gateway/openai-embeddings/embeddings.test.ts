import assert from "node:assert/strict";
import { openAiEmbeddingsFormat } from "../../../../src/gateway/formats/openai-embeddings/format.ts";
import type { Json } from "../../../../src/gateway/json.ts";
import { BadRequest } from "../../../../src/gateway/problem.ts";
import { asking, FACTS } from "../openai-chat/openai-reader.ts";

const read = (fields: Json) => openAiEmbeddingsFormat.read({ model: "text-embedding-3-small", ...fields }, asking());

describe("embeddings that are asked for", () => {
  it("are passed on as they were sent, in one piece whatever is said of streams", () => {
    const body = { model: "m", input: "Hello", encoding_format: "base64", dimensions: 8, stream: true };
    const ask = openAiEmbeddingsFormat.read(body, asking());
    assert.deepEqual(ask.request, {
      kind: "embed",
      characters: 5,
      verbatim: { format: "openai-embeddings", body, streamed: false },
    });
    assert.equal(ask.task, "embedding");
    assert.equal(ask.model, "m");
    assert.equal(ask.streamed, false);
  });

  const inputs: readonly (readonly [input: unknown, characters: number])[] = [
    [["Hello", "you"], 8],
    [[1, 2, 3], 12],
    [[[1, 2], [3]], 12],
  ];
  for (const [input, characters] of inputs) {
    it(`are of about as many characters: ${JSON.stringify(input)}`, () => {
      const { request } = read({ input });
      assert.equal(request.kind === "embed" && request.characters, characters);
    });
  }

  for (const input of [null, "", [], [""], ["a", true], [[]], [["a"]], false, { text: "a" }]) {
    it(`are refused where there is nothing to embed: ${JSON.stringify(input)}`, () => {
      assert.throws(
        () => read({ input }),
        (error: unknown) => error instanceof BadRequest && error.param === "input",
      );
    });
  }

  it("are refused with a wrong number of dimensions", () => {
    assert.throws(() => read({ input: "a", dimensions: 0 }), BadRequest);
  });

  it("are never put together from parts", () => {
    assert.throws(() => read({ input: "a" }).whole({ content: [], finish: "stop" }, FACTS), /embedding/);
    assert.throws(() => read({ input: "a" }).encoder(FACTS), /embedding/);
  });
});
