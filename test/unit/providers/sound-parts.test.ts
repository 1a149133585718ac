import assert from "node:assert/strict";
import { soundParts } from "../../../src/providers/sound-parts.ts";
import type { MiddlePart } from "../../../src/spec/stream.ts";

describe("the parts of an answer", () => {
  const call = { type: "tool-call", index: 0, id: "a", name: "b", arguments: "{}" } as const;

  it("are as they are where their texts are texts", () => {
    const parts: readonly MiddlePart[] = [{ type: "frame", data: "{}" }, { type: "text", text: "" }, call];
    assert.equal(soundParts(parts), parts);
  });

  const odd: readonly object[] = [
    { type: "text", text: { toString: 1 } },
    { type: "reasoning", text: 5 },
    { type: "reasoning", text: "", signature: { provider: "p", value: [] } },
    { ...call, arguments: null },
    { ...call, id: undefined },
    { ...call, name: {} },
  ];
  for (const part of odd) {
    it(`are refused as ${JSON.stringify(part)}`, () => {
      assert.throws(() => soundParts([part as MiddlePart]), TypeError);
    });
  }
});
